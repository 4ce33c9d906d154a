package dev.tocsin.incidents.audit;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.config.Secret;
import dev.tocsin.incidents.PagingHouse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Signs of life to a real server on the loopback address.
class DeadManTest {
    private final PagingHouse house = new PagingHouse();
    private final Auditor auditor = new Auditor(house.database, house.clock, house.incidents, 4);
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private volatile int answer = 200;
    private volatile boolean hangs;
    private HttpServer outside;
    private Optional<DeadManSettings> settings = Optional.empty();
    private DeadMan deadMan;

    @BeforeEach
    void begin() throws IOException {
        outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.createContext("/", exchange -> {
            heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            if (hangs) {
                try {
                    hanging.await();
                } catch (InterruptedException end) {
                    throw new IOException(end);
                }
            }
            if (answer == 302) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        outside.start();
        settings = Optional.of(new DeadManSettings(
                new Secret("http://127.0.0.1:%d/ping/s3cret"
                        .formatted(outside.getAddress().getPort())),
                ofMinutes(1)));
        deadMan = new DeadMan(house.clock, () -> settings, auditor::standing);
        audited(ofMinutes(2));
    }

    @AfterEach
    void close() {
        hanging.countDown();
        outside.stop(0);
        house.close();
    }

    @Test
    void signs_leave_every_minute_while_all_is_well() {
        deadMan.pingDue();
        deadMan.pingDue();
        audited(ofSeconds(59));
        deadMan.pingDue();
        audited(ofSeconds(1));
        deadMan.pingDue();

        assertThat(heard).containsExactly("GET /ping/s3cret", "GET /ping/s3cret");
        assertThat(deadMan.life().answered()).isEqualTo(2);
        assertThat(deadMan.life().trouble()).isEmpty();
    }

    @Test
    void they_stop_while_the_auditor_fails_and_come_again_when_it_passes() {
        deadMan.pingDue();
        house.down("shop");
        audited(ofSeconds(75));
        deadMan.pingDue();
        audited(ofSeconds(75));
        deadMan.pingDue();

        assertThat(heard).hasSize(1);
        assertThat(deadMan.life().trouble()).hasValue("withheld, for the last audit failed");
        assertThat(deadMan.life().withheld()).isEqualTo(2);

        house.work();
        audited(ofSeconds(75));
        deadMan.pingDue();
        assertThat(heard).hasSize(2);
        assertThat(deadMan.life().trouble()).isEmpty();
    }

    @Test
    void they_stop_when_nobody_audits_any_more() {
        house.clock.advance(ofMinutes(3).plusSeconds(1));

        deadMan.pingDue();

        assertThat(heard).isEmpty();
        assertThat(deadMan.life().trouble()).hasValue("withheld, for no audit is fresh");
    }

    @Test
    void they_stop_while_the_audit_cannot_be_read() {
        var blind = new DeadMan(house.clock, () -> settings, () -> {
            throw new IllegalStateException("the database is away");
        });

        blind.pingDue();

        assertThat(heard).isEmpty();
        assertThat(blind.life().trouble()).hasValue("withheld, for the last audit cannot be read");
    }

    @Test
    void a_sign_that_is_not_taken_is_counted_and_tried_again_soon() {
        answer = 503;
        deadMan.pingDue();
        house.clock.advance(ofSeconds(14));
        deadMan.pingDue();
        assertThat(heard).hasSize(1);
        assertThat(deadMan.life().failed()).isEqualTo(1);
        assertThat(deadMan.life().trouble().orElseThrow()).contains("answered 503");

        answer = 204;
        house.clock.advance(ofSeconds(1));
        deadMan.pingDue();

        assertThat(heard).hasSize(2);
        assertThat(deadMan.life().answeredAt()).hasValue(house.clock.instant());
        assertThat(deadMan.life().trouble()).isEmpty();
    }

    @Test
    void a_redirect_is_no_answer_and_is_not_followed() {
        answer = 302;

        deadMan.pingDue();

        assertThat(heard).containsExactly("GET /ping/s3cret");
        assertThat(deadMan.life().failed()).isEqualTo(1);
    }

    @Test
    void one_that_hangs_is_given_up() {
        hangs = true;
        var hasty = new DeadMan(house.clock, () -> settings, auditor::standing, Duration.ofMillis(200));

        hasty.pingDue();

        assertThat(hasty.life().trouble().orElseThrow()).contains("did not answer within 200 ms");
    }

    @Test
    void nothing_that_is_said_of_it_holds_the_secret_part_of_the_address() {
        outside.stop(0);

        deadMan.pingDue();

        assertThat(deadMan.life().toString()).contains("check deadMan.url").doesNotContain("s3cret");
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @Test
    void without_an_address_nothing_is_sent_and_nothing_is_amiss() {
        settings = Optional.empty();

        deadMan.pingDue();

        assertThat(heard).isEmpty();
        assertThat(deadMan.life().place()).isEmpty();
    }

    private void audited(Duration time) {
        house.clock.advance(time);
        house.database.run(handle -> handle.execute("update monitor set next_due_at = ?", house.clock.instant()));
        auditor.auditDue();
    }
}
