package dev.tocsin.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.HttpFacts;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.TcpFacts;
import dev.tocsin.monitor.Timings;
import dev.tocsin.monitor.TlsFacts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeReportTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant END = Instant.parse("2026-05-07T12:00:00Z");

    @Test
    void a_good_look_reads_from_the_verdict_to_the_certificate() {
        var report = new ProbeReport(new Terminal(false, true)).text("https://shop.example.com/", passed(END));

        assertThat(report).isEqualTo("""
                UP  https://shop.example.com/
                all expectations were met
                301 http://shop.example.com/ → https://shop.example.com/
                200 OK, HTTP/2, 48 kB, from 203.0.113.7:443

                  resolve         10.0 ms  ███
                  connect         20.0 ms     ████████
                  tls             30.0 ms             ████████████
                  request          0.1 ms                         █
                  first byte      30.0 ms                          ████████████
                  transfer        10.0 ms                                      ████
                  total          100.1 ms

                  ✓ status    expected 200-299, got 200
                  ✗ contains  expected "Add to basket", got not found

                  TLS 1.3, TLS_AES_256_GCM_SHA384
                  certificate for shop.example.com, by R11
                  valid until 7 May 2026, 67 days left, trusted, name matches

                """);
    }

    @Test
    void what_is_not_http_is_told_in_its_own_words() {
        var facts = new TcpFacts(7, Optional.empty());
        var evidence =
                new Evidence(NOW, "203.0.113.7:5432", Timings.NONE, Optional.of(facts), Optional.empty(), List.of());
        var seen = new Observation.Passed(evidence, false, "connected in 3 ms");

        assertThat(new ProbeReport(new Terminal(false, true)).text("db:5432", seen))
                .isEqualTo("""
                UP  db:5432
                connected in 3 ms
                connected, 7 bytes read, from 203.0.113.7:5432

                """);
    }

    @Test
    void a_terminal_that_knows_only_ascii_gets_only_ascii() {
        var report = new ProbeReport(new Terminal(false, false)).text("https://shop.example.com/", passed(END));

        assertThat(report).isASCII().contains("ok  status", "NOT contains", "####");
    }

    @Test
    void colour_is_used_only_where_it_was_asked_for() {
        assertThat(new ProbeReport(new Terminal(false, true)).text("x", passed(END)))
                .doesNotContain("\u001b");
        assertThat(new ProbeReport(new Terminal(true, true)).text("x", passed(END)))
                .startsWith("\u001b[32mUP\u001b[0m");
    }

    @Test
    void a_certificate_that_has_expired_says_since_when() {
        assertThat(new ProbeReport(new Terminal(false, true)).text("x", passed(Instant.parse("2026-02-28T00:00:00Z"))))
                .contains("expired on 28 Feb 2026, 1 day ago");
    }

    private static Observation passed(Instant end) {
        var certificate = new TlsFacts.CertificateFacts(
                "CN=shop.example.com",
                "CN=R11,O=Let's Encrypt,C=US",
                List.of("shop.example.com"),
                "01",
                "ab",
                Instant.parse("2026-02-01T00:00:00Z"),
                end,
                "EC",
                256,
                "SHA256withRSA");
        var timings = new Timings(
                ms(10),
                ms(20),
                ms(30),
                Optional.of(Duration.ofNanos(100_000)),
                ms(30),
                ms(10),
                Duration.ofNanos(100_100_000));
        var redirect = new HttpFacts.Redirect(URI.create("http://shop.example.com/"), 301, "https://shop.example.com/");
        var http = new HttpFacts(200, "HTTP/2", List.of(redirect), Map.of(), 48_213, "ab", Optional.empty());
        var tls = new TlsFacts("TLSv1.3", "TLS_AES_256_GCM_SHA384", List.of(certificate), true, true);
        var checks = List.of(
                new Evidence.Check("status", true, "200-299", "200"),
                new Evidence.Check("contains", false, "\"Add to basket\"", "not found"));
        var evidence = new Evidence(NOW, "203.0.113.7:443", timings, Optional.of(http), Optional.of(tls), checks);
        return new Observation.Passed(evidence, false, "all expectations were met");
    }

    private static Optional<Duration> ms(long millis) {
        return Optional.of(Duration.ofMillis(millis));
    }
}
