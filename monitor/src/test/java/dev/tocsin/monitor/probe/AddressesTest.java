package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.HttpOptions.IpFamily;
import dev.tocsin.monitor.Observation;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressesTest {

    private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String BUSY = "HTTP/1.1 503 x\r\nContent-Length: 0\r\n\r\n";

    private static HttpProber where(String... addresses) {
        return prober(_ -> Stream.of(addresses).map(InetAddress::ofLiteral).toList());
    }

    private static HttpProber prober(NameLookup.Resolver resolver) {
        return new HttpProber(
                InstantSource.system(), new NameLookup(resolver, new ResolverCheck(List::of)), Handshakes.ofJava());
    }

    private static Looks at(int port, IpFamily family, HttpProber prober) {
        return Looks.at("http://shop.example:" + port + "/").family(family).by(prober);
    }

    @Test
    void one_family_is_looked_at_alone() {
        try (var four = Peer.saying(FINE, "127.0.0.1", 0);
                var six = Peer.saying(BUSY, "::1", four.port())) {
            var prober = where("::1", "127.0.0.1");

            var byFour = at(four.port(), IpFamily.IPV4, prober).look();
            var bySix = at(four.port(), IpFamily.IPV6, prober).look();

            assertThat(byFour).isInstanceOf(Observation.Passed.class);
            assertThat(byFour.evidence().address()).isEqualTo("127.0.0.1:" + four.port());
            assertThat(bySix.reason()).isEqualTo("status 503, expected 200-299");
            assertThat(bySix.evidence().address()).isEqualTo("[0:0:0:0:0:0:0:1]:" + six.port());
        }
    }

    @Test
    void a_name_without_an_address_of_the_family_fails() {
        var seen = Looks.failed(at(1, IpFamily.IPV6, where("127.0.0.1")).look());

        assertThat(seen.reason()).isEqualTo("shop.example has no IPv6 address");
    }

    @Test
    void both_families_must_pass() {
        try (var four = Peer.saying(FINE, "127.0.0.1", 0);
                var six = Peer.saying(FINE, "::1", four.port())) {
            var prober = where("127.0.0.1", "::1");

            var both = at(four.port(), IpFamily.BOTH, prober).look();
            six.close();
            var one = at(four.port(), IpFamily.BOTH, prober).look();
            var none = at(four.port(), IpFamily.BOTH, where("127.0.0.1")).look();

            assertThat(both).isInstanceOf(Observation.Passed.class);
            assertThat(both.reason()).endsWith(", the slowest of IPv4, IPv6");
            assertThat(both.evidence().timings().resolve()).isPresent();
            assertThat(Looks.failed(one).reason())
                    .isEqualTo(
                            "1 of 2 addresses failed: IPv6 (connect refused by [0:0:0:0:0:0:0:1]:" + four.port() + ")");
            assertThat(Looks.failed(none).reason())
                    .isEqualTo("1 of 2 addresses failed: IPv6 (shop.example has no IPv6 address)");
        }
    }

    @Test
    void every_address_is_looked_at_and_the_one_that_failed_is_named() {
        try (var first = Peer.saying(FINE, "127.0.0.1", 0);
                var second = Peer.saying(BUSY, "127.0.0.2", first.port());
                var third = Peer.saying(FINE, "127.0.0.3", first.port())) {
            var seen = at(first.port(), IpFamily.EVERY_ADDRESS, where("127.0.0.1", "127.0.0.2", "127.0.0.3"))
                    .look();

            assertThat(Looks.failed(seen).reason())
                    .isEqualTo("1 of 3 addresses failed: 127.0.0.2 (status 503, expected 200-299)");
            assertThat(seen.evidence().address()).isEqualTo("127.0.0.2:" + second.port());
            assertThat(seen.evidence().http().orElseThrow().status()).isEqualTo(503);
            assertThat(seen.evidence().timings().resolve()).isPresent();
            assertThat(seen.evidence().checks())
                    .contains(new Check("address", false, "127.0.0.2", "status 503, expected 200-299"))
                    .filteredOn(check -> check.name().equals("address"))
                    .extracting(Check::passed)
                    .containsExactly(true, false, true);
            assertThat(Stream.of(first, second, third)
                            .map(peer -> peer.requests().size()))
                    .containsOnly(1);
        }
    }

    @Test
    void a_silent_address_takes_no_time_from_the_others() {
        try (var fine = Peer.saying(FINE, "127.0.0.1", 0);
                var silent = Peer.silentAt("127.0.0.2", fine.port())) {
            var seen = at(fine.port(), IpFamily.EVERY_ADDRESS, where("127.0.0.2", "127.0.0.1"))
                    .atTheDeadline();

            assertThat(seen.reason())
                    .matches("1 of 2 addresses failed: 127\\.0\\.0\\.2 \\(no answer within \\d+ ms "
                            + "\\(stopped in: first byte\\)\\)");
            assertThat(fine.requests()).hasSize(1);
            assertThat(silent.port()).isEqualTo(fine.port());
        }
    }

    @Test
    void a_redirect_back_home_stays_at_its_address() {
        var home = "HTTP/1.1 302 x\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n";
        try (var first = Peer.saying(home, "127.0.0.1", 0);
                var second = Peer.saying(FINE, "127.0.0.2", first.port())) {
            var seen = at(first.port(), IpFamily.EVERY_ADDRESS, where("127.0.0.1", "127.0.0.2"))
                    .follow(2)
                    .look();

            assertThat(Looks.failed(seen).reason())
                    .startsWith("1 of 2 addresses failed: 127.0.0.1 (redirects go in a loop");
            assertThat(second.requests()).hasSize(1);
        }
    }

    @Test
    void a_name_that_is_lost_or_never_found_is_told_as_ever() {
        var lost = prober(host -> {
            throw new UnknownHostException(host + ": Name or service not known");
        });
        var endless = prober(_ -> {
            try {
                Thread.sleep(Duration.ofSeconds(3));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        });

        assertThat(Looks.failed(at(1, IpFamily.EVERY_ADDRESS, lost).look()).reason())
                .isEqualTo("name shop.example does not resolve");
        var late = at(1, IpFamily.EVERY_ADDRESS, endless).look(Looks.SOON);
        assertThat(late).isInstanceOf(Observation.Inconclusive.class);
        assertThat(late.reason()).startsWith("our own resolver does not answer");
    }

    @Test
    void one_that_could_not_be_told_leaves_all_untold_unless_another_failed() {
        var unsure = new Sighting("IPv6", new Observation.Inconclusive(evidence(), "no route"));
        var fine = new Sighting("IPv4", new Observation.Passed(evidence(), false, "fine"));
        var slow = new Sighting("IPv4", new Observation.Passed(evidence(), true, "slow"));
        var bad = new Sighting("IPv4", new Observation.Failed(evidence(), "refused"));
        var none = Optional.<Duration>empty();

        assertThat(Sighting.joined(List.of(fine, unsure), none)).isInstanceOf(Observation.Inconclusive.class);
        assertThat(Sighting.joined(List.of(bad, unsure), none)).isInstanceOf(Observation.Failed.class);
        assertThat(Sighting.joined(List.of(fine, slow), none))
                .isInstanceOfSatisfying(
                        Observation.Passed.class,
                        seen -> assertThat(seen.slow()).isTrue());
    }

    private static Evidence evidence() {
        return Evidence.none(Instant.EPOCH);
    }
}
