package dev.tocsin.monitor.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Observation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HttpProberTest {

    private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 13\r\nX-Shop: yes\r\n\r\nAdd to basket";

    @Test
    void a_good_answer_passes_and_leaves_its_evidence() {
        try (var peer = Peer.saying(FINE)) {
            var seen = Looks.at(peer.url()).contains("Add to basket").look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(seen.reason()).startsWith("status 200 in ");
            assertThat(seen.evidence().address()).isEqualTo("127.0.0.1:" + peer.port());
            assertThat(seen.evidence().tls()).isEmpty();
            var http = seen.evidence().http().orElseThrow();
            assertThat(http.status()).isEqualTo(200);
            assertThat(http.version()).isEqualTo("HTTP/1.1");
            assertThat(http.headers().get("x-shop")).containsExactly("yes");
            assertThat(http.bodyBytes()).isEqualTo(13);
            assertThat(http.bodySha256()).isEqualTo(Body.sha256("Add to basket".getBytes(UTF_8)));
            assertThat(http.bodyStart()).isEmpty();
        }
    }

    @Test
    void a_phase_that_did_not_happen_has_no_time() {
        try (var peer = Peer.saying(FINE)) {
            var phases = Looks.at(peer.url()).look().evidence().timings();

            assertThat(phases.resolve()).as("a literal address is not resolved").isEmpty();
            assertThat(phases.tls()).isEmpty();
            assertThat(phases.connect()).isPresent();
            assertThat(phases.request()).isPresent();
            assertThat(phases.firstByte()).isPresent();
            assertThat(phases.transfer()).isPresent();
            assertThat(phases.total()).isPositive();
        }
    }

    @Test
    void a_name_is_resolved_and_timed() {
        try (var peer = Peer.saying(FINE)) {
            var seen = Looks.at("http://localhost:" + peer.port() + "/").look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(seen.evidence().timings().resolve()).isPresent();
        }
    }

    @Test
    void a_wrong_status_fails_and_keeps_the_start_of_the_body() {
        try (var peer = Peer.saying("HTTP/1.1 503 Oh\r\nContent-Length: 4\r\nRetry-After: 0\r\n\r\nbusy")) {
            var seen = Looks.at(peer.url()).look();

            assertThat(seen).isInstanceOf(Observation.Failed.class);
            assertThat(seen.reason()).isEqualTo("status 503, expected 200-299");
            assertThat(seen.evidence().http().orElseThrow().bodyStart()).contains("busy");
            assertThat(peer.requests()).as("never asked twice").hasSize(1);
        }
    }

    @Test
    void every_status_is_taken_as_it_is() {
        for (var status : new String[] {"401", "407", "408", "421", "503"}) {
            try (var peer = Peer.saying("HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\nRetry-After: 0\r\n\r\n")) {
                var seen = Looks.at(peer.url()).status(status).look();

                assertThat(seen.reason()).startsWith("status " + status + " in ");
                assertThat(peer.requests()).hasSize(1);
            }
        }
    }

    @Test
    void each_broken_expectation_is_named() {
        try (var peer = Peer.saying(FINE)) {
            var seen = Looks.at(peer.url())
                    .status("404", "410-419")
                    .contains("Checkout")
                    .matches("^sold out$")
                    .absent("basket")
                    .look();

            assertThat(seen.reason())
                    .isEqualTo("status 200, expected 404, 410-419; body does not contain \"Checkout\"; "
                            + "body does not match /^sold out$/; body contains \"basket\"");
            assertThat(seen.evidence().checks()).noneMatch(check -> check.passed());
        }
    }

    @Test
    void a_slow_answer_passes_as_slow_unless_slow_is_down() {
        try (var peer = Peer.saying(FINE)) {
            var limit = Duration.ofNanos(1);

            var slow = Looks.at(peer.url()).within(limit).look();
            var down = Looks.at(peer.url()).within(limit).slowIsDown().look();

            assertThat(slow)
                    .isInstanceOfSatisfying(
                            Observation.Passed.class,
                            passed -> assertThat(passed.slow()).isTrue());
            assertThat(down).isInstanceOf(Observation.Failed.class);
            assertThat(down.reason()).startsWith("answered in ").endsWith(", expected within 0 ms");
        }
    }

    @Test
    void the_configured_request_is_sent_and_nothing_is_kept_alive() {
        try (var peer = Peer.saying(FINE)) {
            Looks.at("http://ana:geheim@127.0.0.1:" + peer.port() + "/a?b=c")
                    .header("X-Key", "k1")
                    .look();

            assertThat(peer.requests().getFirst())
                    .startsWith("GET /a?b=c HTTP/1.1\r\n")
                    .contains("X-Key: k1\r\n", "Connection: close\r\n", "User-Agent: Tocsin\r\n")
                    .contains("Authorization: Basic YW5hOmdlaGVpbQ==\r\n")
                    .contains("Host: 127.0.0.1:" + peer.port() + "\r\n");
        }
    }

    @Test
    void a_header_that_cannot_be_sent_is_our_fault_and_its_value_is_not_told() {
        var seen = Looks.at("http://127.0.0.1:1/").header("X-Key", "gehe\nim").look();

        assertThat(seen).isInstanceOf(Observation.Inconclusive.class);
        assertThat(seen.reason()).contains("X-Key").doesNotContain("gehe");
    }

    @Test
    void connect_to_dials_elsewhere_and_keeps_the_name() {
        try (var peer = Peer.saying(FINE)) {
            var seen = Looks.at("http://shop.example/")
                    .connectTo("127.0.0.1:" + peer.port())
                    .look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(seen.evidence().address()).isEqualTo("127.0.0.1:" + peer.port());
            assertThat(seen.evidence().timings().resolve()).isEmpty();
            assertThat(peer.requests().getFirst()).contains("Host: shop.example\r\n");
        }
    }

    @Test
    void connect_to_also_stands_for_a_literal_address() {
        try (var peer = Peer.saying(FINE)) {
            var seen = Looks.at("http://192.0.2.1/")
                    .connectTo("127.0.0.1:" + peer.port())
                    .look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(peer.requests().getFirst()).contains("Host: 192.0.2.1\r\n");
        }
    }

    @Test
    void a_zipped_body_is_judged_unzipped_and_its_headers_stay_true() {
        var zipped = zipped("Add to basket".getBytes(UTF_8));
        try (var peer = Peer.that((_, in, out) -> {
            Peer.request(in);
            out.write(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + zipped.length + "\r\n\r\n")
                    .getBytes(UTF_8));
            out.write(zipped);
        })) {
            var seen = Looks.at(peer.url()).contains("basket").look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            var http = seen.evidence().http().orElseThrow();
            assertThat(http.bodyBytes()).isEqualTo(13);
            assertThat(http.headers()).containsKeys("content-encoding", "content-length");
        }
    }

    @Test
    void a_head_request_has_no_body_to_read() {
        try (var peer = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 999\r\nContent-Encoding: gzip\r\n\r\n")) {
            var seen = Looks.at(peer.url()).method("HEAD").look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(peer.requests().getFirst()).startsWith("HEAD ");
        }
    }

    @Test
    void an_old_http_1_0_server_is_understood() {
        try (var peer = Peer.saying("HTTP/1.0 200 OK\r\n\r\nAdd to basket")) {
            var seen = Looks.at(peer.url()).contains("basket").look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(seen.evidence().http().orElseThrow().version()).isEqualTo("HTTP/1.0");
        }
    }

    @Test
    void a_body_that_is_no_text_is_still_judged() {
        try (var peer = Peer.that((_, in, out) -> {
            Peer.request(in);
            out.write("HTTP/1.1 500 x\r\nX-Odd: a\0b\r\n\r\n".getBytes(UTF_8));
            out.write(new byte[] {(byte) 0xff, 0, (byte) 0xc3, 'o', 'k', (byte) 0xed, (byte) 0xa0});
        })) {
            var seen = Looks.at(peer.url()).contains("ok").look();

            assertThat(seen.reason()).isEqualTo("status 500, expected 200-299");
            var start = seen.evidence().http().orElseThrow().bodyStart().orElseThrow();
            assertThat(start).contains("ok").doesNotContain("\0");
            assertThat(seen.evidence().http().orElseThrow().headers().get("x-odd"))
                    .containsExactly("a\uFFFDb");
        }
    }

    static byte[] zipped(byte[] bytes) {
        try (var out = new ByteArrayOutputStream();
                var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
            zip.finish();
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
