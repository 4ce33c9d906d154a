package dev.tocsin.monitor.probe.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.DomainFacts;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.probe.Authority;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.Peer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainProberTest {
    private static final Gear GEAR = Gear.ofSystem();
    private static final Duration SOON = Duration.ofMillis(400);
    private final Instant now = Instant.now();
    private final String registered = """
            {"objectClassName": "domain", "ldhName": "example.com", "status": ["active"],
             "events": [{"eventAction": "expiration", "eventDate": "%s"}]}
            """.formatted(now.plus(Duration.ofDays(100)));
    private final AtomicReference<Instant> clock = new AtomicReference<>(now);

    @TempDir
    private Path folder;

    private final Authority authority = new Authority("RDAP Test CA");

    @Test
    void a_registry_is_asked_over_https_for_the_one_domain() {
        try (var registry = registry(answer("200 OK", registered))) {
            var seen = passed(prober().look(probe(registry), Duration.ofSeconds(5)));

            assertThat(seen.reason()).startsWith("registered until ").endsWith(", active");
            assertThat(((DomainFacts) seen.evidence().facts().orElseThrow()).server())
                    .isEqualTo("127.0.0.1");
            assertThat(seen.evidence().tls()).isPresent();
            assertThat(seen.evidence().timings().firstByte()).isPresent();
            assertThat(registry.requests().getFirst())
                    .startsWith("GET /base/domain/example.com HTTP/1.1")
                    .containsIgnoringCase("accept: application/rdap+json");
        }
    }

    @Test
    void a_domain_that_the_registry_does_not_know_has_failed() {
        try (var registry = registry(answer("404 Not Found", "{\"errorCode\": 404}"))) {
            var seen = prober().look(probe(registry), Duration.ofSeconds(5));

            assertThat(seen).isInstanceOf(Observation.Failed.class);
            assertThat(seen.reason()).isEqualTo("domain example.com is not registered, says 127.0.0.1");
        }
    }

    @Test
    void a_registry_in_trouble_says_nothing_about_the_domain() {
        cannotTell(answer("429 Too Many Requests", ""), "was asked too often (status 429)");
        cannotTell(answer("503 Service Unavailable", ""), "does not say (status 503)");
        cannotTell(answer("200 OK", "<html>"), "the answer of 127.0.0.1 is not valid JSON");
        cannotTell(
                answer("200 OK", "{\"ldhName\": \"example.net\"}"), "answered about something else than example.com");
        cannotTell(answer("200 OK", "{}"), "publishes no date of expiry for example.com");
        cannotTell(answer("200 OK", "[".repeat(5_000)), "is not valid JSON");
        cannotTell(answer("200 OK", " ".repeat(1_100_000)), "answers with more than 1 MiB");
        cannotTell("garbage\r\n\r\n", "cannot be asked: answer is not HTTP");
        cannotTell("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n", "redirects go in a loop");
    }

    @Test
    void a_silent_registry_costs_the_deadline_and_never_counts() {
        try (var silent = Peer.silent()) {
            var began = System.nanoTime();
            var seen = prober().look(probe("http://127.0.0.1:" + silent.port() + "/"), SOON);

            assertThat(seen).isInstanceOf(Observation.Inconclusive.class);
            assertThat(seen.reason()).isEqualTo("the RDAP server 127.0.0.1 did not answer in time");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(SOON, SOON.plusMillis(400));
        }
    }

    @Test
    void a_registry_that_nobody_vouches_for_is_not_believed() {
        try (var registry = Peer.saying(
                answer("200 OK", registered), Authority.selfSigned("127.0.0.1").tls(), "TLSv1.3")) {
            var seen = prober().look(probe(registry), Duration.ofSeconds(5));

            assertThat(seen).isInstanceOf(Observation.Inconclusive.class);
            assertThat(seen.reason()).contains("cannot be asked: certificate is self-signed");
        }
    }

    @Test
    void the_registry_is_found_in_the_list_which_is_kept_for_a_day_and_longer_in_need() {
        try (var registry = registry(answer("200 OK", registered))) {
            var services = "{\"services\": [[[\"com\"], [\"https://127.0.0.1:%d/base\"]]]}".formatted(registry.port());
            var list = registry(answer("200 OK", services));
            var prober =
                    new DomainProber(clock::get, GEAR, URI.create("https://127.0.0.1:" + list.port() + "/dns.json"));
            var probe = probe(Optional.empty(), "example.com");

            passed(prober.look(probe, Duration.ofSeconds(5)));
            passed(prober.look(probe, Duration.ofSeconds(5)));
            assertThat(list.requests()).hasSize(1);

            clock.set(now.plus(Duration.ofHours(25)));
            passed(prober.look(probe, Duration.ofSeconds(5)));
            assertThat(list.requests()).hasSize(2);

            list.close();
            clock.set(now.plus(Duration.ofHours(50)));
            passed(prober.look(probe, Duration.ofSeconds(5)));

            var other = prober.look(probe(Optional.empty(), "example.zz"), Duration.ofSeconds(5));
            assertThat(other).isInstanceOf(Observation.Inconclusive.class);
            assertThat(other.reason())
                    .isEqualTo("IANA's list names no RDAP server for example.zz, give the registry's own with server");
        }
    }

    private void cannotTell(String answer, String words) {
        try (var registry = registry(answer)) {
            var seen = prober().look(probe(registry), Duration.ofSeconds(5));

            assertThat(seen).as(seen.reason()).isInstanceOf(Observation.Inconclusive.class);
            assertThat(seen.reason()).contains(words);
        }
    }

    private Peer registry(String answer) {
        return Peer.saying(answer, authority.identity("127.0.0.1").tls(), "TLSv1.3");
    }

    private static String answer(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/rdap+json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private DomainProber prober() {
        return new DomainProber(clock::get, GEAR, URI.create("https://127.0.0.1:1/"));
    }

    private Probe.Domain probe(Peer registry) {
        return probe("https://127.0.0.1:" + registry.port() + "/base");
    }

    private Probe.Domain probe(String server) {
        return probe(Optional.of(URI.create(server)), "example.com");
    }

    private Probe.Domain probe(Optional<URI> server, String name) {
        return new Probe.Domain(
                name, server, Duration.ofDays(30), Duration.ofDays(7), Optional.of(authority.pem(folder)));
    }

    private static Observation passed(Observation seen) {
        assertThat(seen).as(seen.reason()).isInstanceOf(Observation.Passed.class);
        return seen;
    }
}
