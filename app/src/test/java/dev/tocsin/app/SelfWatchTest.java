package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.app.http.Health;
import dev.tocsin.config.Secret;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.audit.Auditor;
import dev.tocsin.incidents.audit.DeadMan;
import dev.tocsin.incidents.audit.DeadManSettings;
import dev.tocsin.incidents.delivery.Outbox;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the health page says of our own work.
class SelfWatchTest {
    private final TestDatabase postgres = TestDatabase.create();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-04T14:00:00Z"));
    private final Auditor auditor = new Auditor(
            postgres.database(),
            clock,
            new Incidents(postgres.database(), clock, new Outbox(), List.of(), _ -> Optional.empty()),
            4);
    private Optional<DeadManSettings> settings = Optional.empty();
    private final DeadMan deadMan = new DeadMan(clock, () -> settings, auditor::standing);
    private final SelfWatch self = new SelfWatch(clock, auditor, deadMan, clock.instant());

    @AfterEach
    void close() {
        postgres.close();
    }

    @Test
    void a_process_that_has_just_begun_has_no_audit_yet_and_one_that_never_audits_is_broken() {
        assertThat(self.audited()).isInstanceOf(Health.Doubtful.class);

        clock.advance(Duration.ofMinutes(4));

        assertThat(self.audited()).isEqualTo(new Health.Broken("no audit yet, nobody audits, look at the log"));
    }

    @Test
    void an_audit_that_passed_says_when_and_one_that_failed_says_because_of_what() {
        clock.advance(Duration.ofMinutes(2));
        auditor.auditDue();
        assertThat(self.audited()).isEqualTo(new Health.Well("last audit at 2026-03-04T14:02:00Z: passed"));

        late("1");
        clock.advance(Duration.ofMinutes(2));
        auditor.auditDue();
        assertThat(self.audited())
                .isEqualTo(new Health.Broken("last audit at 2026-03-04T14:04:00Z: failing since 2026-03-04T14:04:00Z,"
                        + " something that it looks into"));
        clock.advance(Duration.ofSeconds(10));
        auditor.auditDue();
        assertThat(self.audited().words())
                .startsWith("last audit at 2026-03-04T14:04:10Z: failing since 2026-03-04T14:04:00Z, 1 page has not"
                        + " left, since 14:02:00 UTC");
    }

    @Test
    void late_notices_are_a_doubt() {
        late("60");
        clock.advance(Duration.ofMinutes(2));
        auditor.auditDue();
        clock.advance(Duration.ofSeconds(10));
        auditor.auditDue();

        assertThat(self.audited()).isInstanceOf(Health.Doubtful.class);
        assertThat(self.audited().words()).contains("passed, but 1 notice has not left");
    }

    @Test
    void without_a_page_that_arrived_it_says_how_to_prove_one() {
        assertThat(self.proven().words()).contains("tocsin drill");
    }

    @Test
    void a_sign_of_life_says_where_it_goes_and_how_it_fares() throws Exception {
        assertThat(self.life().words()).contains("add deadMan:");
        var outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        outside.start();
        var place = "http://127.0.0.1:" + outside.getAddress().getPort();
        settings = Optional.of(new DeadManSettings(new Secret(place + "/s3cret"), Duration.ofMinutes(1)));

        deadMan.pingDue();
        assertThat(self.life())
                .isEqualTo(new Health.Doubtful("withheld, for no audit is fresh; " + place
                        + " took 0, the last never (0 failed, 1 withheld)"));

        clock.advance(Duration.ofMinutes(2));
        auditor.auditDue();
        deadMan.pingDue();
        outside.stop(0);
        assertThat(self.life()).isEqualTo(new Health.Well(place + " took 1, the last at 2026-03-04T14:02:00Z"));
    }

    private void late(String priority) {
        postgres.database().run(handle -> handle.execute("""
                insert into delivery (medium, recipient, subject, body, topic, reference, priority, created_at, due_at)
                values ('sms', '+15005550101', '', '', 'incident-1', 'r', %s, ?, ?)
                """.formatted(priority), clock.instant(), clock.instant()));
    }
}
