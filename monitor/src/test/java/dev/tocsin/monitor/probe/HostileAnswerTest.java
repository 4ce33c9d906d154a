package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Observation;
import org.junit.jupiter.api.Test;

class HostileAnswerTest {

    private static final byte[] NOISE = new byte[64 * 1024];

    @Test
    void two_gigabytes_cost_one_mebibyte() {
        try (var peer = Peer.that((_, in, out) -> {
            Peer.request(in);
            Peer.say(out, "HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\nAdd to basket");
            while (true) {
                out.write(NOISE);
            }
        })) {
            var seen = Looks.at(peer.url()).contains("Add to basket").look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(seen.evidence().http().orElseThrow().bodyBytes()).isEqualTo(1024 * 1024);
            assertThat(seen.evidence().checks())
                    .anySatisfy(check -> assertThat(check.actual()).contains("only its first 1 MiB was read"));
        }
    }

    @Test
    void a_body_of_one_mebibyte_is_whole() {
        try (var peer = Peer.that((_, in, out) -> {
            Peer.request(in);
            Peer.say(out, "HTTP/1.1 200 OK\r\nContent-Length: 1048576\r\n\r\n");
            out.write(new byte[1024 * 1024]);
        })) {
            var seen = Looks.at(peer.url()).look();

            assertThat(seen.evidence().http().orElseThrow().bodyBytes()).isEqualTo(1024 * 1024);
            assertThat(seen.evidence().checks()).noneMatch(check -> check.name().equals("body"));
        }
    }

    @Test
    void a_gzip_bomb_stops_at_one_mebibyte() {
        var bomb = HttpProberTest.zipped(new byte[64 * 1024 * 1024]);
        try (var peer = Peer.that((_, in, out) -> {
            Peer.request(in);
            Peer.say(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
            out.write(bomb);
        })) {
            var seen = Looks.at(peer.url()).look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(seen.evidence().http().orElseThrow().bodyBytes()).isEqualTo(1024 * 1024);
        }
    }

    @Test
    void a_broken_gzip_fails() {
        try (var peer = Peer.saying("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nthis is not zipped at all")) {
            assertThat(Looks.failed(Looks.at(peer.url()).look()).reason()).contains("in the middle of the body");
        }
    }

    @Test
    void a_flood_of_headers_is_bounded() {
        try (var endless = Peer.that((_, _, out) -> {
                    Peer.say(out, "HTTP/1.1 200 OK\r\n");
                    while (true) {
                        Peer.say(out, "X-Flood: " + "x".repeat(1000) + "\r\n");
                    }
                });
                var many =
                        Peer.saying("HTTP/1.1 200 OK\r\n" + "X-A: 1\r\n".repeat(5000) + "Content-Length: 0\r\n\r\n")) {
            assertThat(Looks.failed(Looks.at(endless.url()).look()).reason())
                    .isEqualTo("headers of the answer do not fit 256 KiB");
            var kept =
                    Looks.at(many.url()).look().evidence().http().orElseThrow().headers();
            assertThat(kept.get("x-a")).hasSize(100);
        }
    }

    @Test
    void what_is_wrapped_around_a_body_is_bounded_too() {
        try (var peer = Peer.that((_, in, out) -> {
            Peer.request(in);
            Peer.say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;");
            while (true) {
                out.write(NOISE);
            }
        })) {
            assertThat(Looks.failed(Looks.at(peer.url()).look()).reason())
                    .isEqualTo("answer sends without end around its body");
        }
    }

    @Test
    void a_pattern_without_end_is_given_up() {
        try (var peer = Peer.saying("HTTP/1.1 200 OK\r\n\r\n" + "a".repeat(5000) + "!")) {
            var seen = Looks.failed(
                    Looks.at(peer.url()).matches("(.*)(.*)(.*)(.*)(.*)\\1\\2x").look(Looks.SOON));

            assertThat(seen.reason()).isEqualTo("pattern /(.*)(.*)(.*)(.*)(.*)\\1\\2x/ found no end in this body");
        }
    }

    @Test
    void a_pattern_too_deep_is_given_up() {
        try (var peer = Peer.saying("HTTP/1.1 200 OK\r\n\r\n" + "ab".repeat(500_000))) {
            var seen = Looks.failed(Looks.at(peer.url()).matches("^(a|b)*c").look());

            assertThat(seen.reason()).startsWith("pattern /^(a|b)*c/ ");
        }
    }

    @Test
    void what_speaks_no_http_is_quoted() {
        try (var peer = Peer.that((_, in, out) -> {
            Peer.request(in);
            Peer.say(out, "SSH-2.0-OpenSSH_9.9\r\n\u001b[2Jboo\r\n");
        })) {
            assertThat(Looks.failed(Looks.at(peer.url()).look()).reason())
                    .isEqualTo("answer is not HTTP: \"SSH-2.0-OpenSSH_9.9\"");
        }
    }
}
