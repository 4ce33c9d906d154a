package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.guard.AddressRange;
import dev.tocsin.monitor.guard.AddressRule;
import dev.tocsin.monitor.guard.Guard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// 127.0.0.1 plays the internet here, and 127.0.0.2 what lies inside.
class ReboundNamesTest {
    private static final String OUTSIDE = "127.0.0.1";
    private static final String INSIDE = "127.0.0.2";

    private final Deque<List<String>> answers = new ArrayDeque<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger visitsInside = new AtomicInteger();
    private final AddressRule rule = new AddressRule(List.of(AddressRange.parse(OUTSIDE)), Set.of());
    private final HttpProber prober = new HttpProber(
            InstantSource.system(),
            Gear.of(new NameLookup(this::resolve, new ResolverCheck(List::of)), Handshakes.ofJava())
                    .guardedBy(Guard.by(() -> rule)));
    private HttpServer outside;
    private HttpServer inside;
    private volatile String location = "";

    @BeforeEach
    void open() throws IOException {
        outside = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(OUTSIDE), 0), 0);
        outside.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(location.isEmpty() ? 200 : 302, -1);
            exchange.close();
        });
        outside.start();
        inside = HttpServer.create(
                new InetSocketAddress(INSIDE, outside.getAddress().getPort()), 0);
        inside.createContext("/", exchange -> {
            visitsInside.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        inside.start();
    }

    @AfterEach
    void close() {
        outside.stop(0);
        inside.stop(0);
    }

    @Test
    void a_name_that_led_outside_yesterday_and_inside_today_is_refused_today() {
        answers.add(List.of(OUTSIDE));
        answers.add(List.of(INSIDE));

        var yesterday = look("shop.test");
        var today = look("shop.test");

        assertThat(yesterday).isInstanceOf(Observation.Passed.class);
        assertRefused(today, "shop.test leads to a loopback address");
    }

    @Test
    void the_addresses_that_were_judged_are_the_ones_that_are_dialled() {
        answers.add(List.of(OUTSIDE));
        answers.add(List.of(INSIDE));

        var seen = look("shop.test");

        assertThat(seen).isInstanceOf(Observation.Passed.class);
        assertThat(questions).hasValue(1);
    }

    @Test
    void a_name_with_one_address_inside_is_refused_as_a_whole() {
        answers.add(List.of(OUTSIDE, INSIDE));

        assertRefused(look("shop.test"), "shop.test leads to a loopback address");
    }

    @Test
    void no_redirect_leads_inside_by_address() {
        for (var host :
                List.of(INSIDE, "127.2", "2130706434", "[::ffff:127.0.0.2]", "127%E3%80%820%E3%80%820%E3%80%822")) {
            location = "http://" + host + ":" + inside.getAddress().getPort() + "/";

            assertRefused(look(OUTSIDE), "a loopback address");
        }
    }

    @Test
    void no_redirect_leads_inside_by_name() {
        location = "http://inner.test:" + inside.getAddress().getPort() + "/";
        answers.add(List.of(INSIDE));

        assertRefused(look(OUTSIDE), "inner.test leads to a loopback address");
    }

    private void assertRefused(Observation seen, String why) {
        assertThat(seen).as(seen.reason()).isInstanceOf(Observation.Inconclusive.class);
        assertThat(seen.reason()).contains(why, "may not look at");
        assertThat(visitsInside).hasValue(0);
    }

    private Observation look(String host) {
        var url = URI.create("http://" + host + ":" + outside.getAddress().getPort() + "/");
        return prober.look(
                new Probe.Http(
                        url, "GET", Map.of(), HttpExpectation.ANY_SUCCESS, 5, Optional.empty(), Optional.empty()),
                Duration.ofSeconds(5));
    }

    private List<InetAddress> resolve(String host) {
        questions.incrementAndGet();
        return answers.remove().stream().map(InetAddress::ofLiteral).toList();
    }
}
