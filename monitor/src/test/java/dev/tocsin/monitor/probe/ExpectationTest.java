package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.HttpExpectation.Trait;
import dev.tocsin.monitor.Observation;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class ExpectationTest {

    private static Peer answering(String headers, String body) {
        return Peer.saying("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void values_of_a_json_answer_are_judged_one_by_one() {
        try (var peer = answering("", "{\"status\":\"ok\",\"queue\":7,\"nodes\":[{\"up\":true},{\"up\":false}]}")) {
            var seen = Looks.at(peer.url())
                    .json("$.status", "ok")
                    .json("$.queue", "< 5")
                    .json("$.nodes[*].up", "true")
                    .json("$.error", "absent")
                    .json("$.version", "exists")
                    .look();

            assertThat(seen.reason())
                    .isEqualTo("$.queue is 7, expected < 5; $.nodes[*].up is false, expected true; "
                            + "$.version is not there, expected there");
            assertThat(seen.evidence().checks())
                    .contains(
                            new Check("json", true, "$.status ok", "\"ok\""),
                            new Check("json", false, "$.queue < 5", "7"),
                            new Check("json", true, "$.error not there", "not there"));
        }
    }

    @Test
    void an_answer_that_is_no_json_fails_each_expectation_of_it() {
        for (var body : new String[] {"<html>", "", "{\"status\":\"ok\"} trailing", "{\"status\":"}) {
            try (var peer = answering("", body)) {
                var seen = Looks.failed(Looks.at(peer.url())
                        .json("$.status", "ok")
                        .json("$.x", "absent")
                        .look());

                assertThat(seen.reason()).startsWith("body is no JSON that could be read (");
                assertThat(seen.evidence().checks())
                        .filteredOn(check -> check.name().equals("json"))
                        .hasSize(2)
                        .noneMatch(Check::passed);
            }
        }
    }

    @Test
    void a_json_answer_without_bottom_is_given_up() {
        try (var peer = answering("", "[".repeat(900_000))) {
            var seen = Looks.failed(Looks.at(peer.url()).json("$..a", "exists").look());

            assertThat(seen.reason()).contains("JSON");
        }
    }

    @Test
    void headers_must_match_or_be_absent() {
        try (var peer = answering("Content-Type: text/html; charset=utf-8\r\nX-A: 1\r\nX-A: 2\r\nServer: s\r\n", "")) {
            var seen = Looks.at(peer.url())
                    .expectHeader("content-type", "^text/html", "charset=UTF-8")
                    .expectHeader("X-A", "^2$")
                    .expectHeader("Server")
                    .expectHeader("X-None")
                    .expectHeader("Strict-Transport-Security", "max-age")
                    .look();

            assertThat(seen.reason())
                    .isEqualTo("header content-type is \"text/html; charset=utf-8\", expected /charset=UTF-8/; "
                            + "header Server is there, expected none; "
                            + "header Strict-Transport-Security is not there, expected /max-age/");
            assertThat(seen.evidence().checks())
                    .filteredOn(check -> check.name().equals("header"))
                    .extracting(Check::passed)
                    .containsExactly(true, false, true, false, true, false);
        }
    }

    @Test
    void a_header_that_is_no_utf_8_is_still_judged() {
        try (var peer = Peer.that((_, in, out) -> {
            Peer.request(in);
            Peer.say(out, "HTTP/1.1 200 OK\r\nX-Odd: a");
            out.write(new byte[] {(byte) 0xff, (byte) 0xc3});
            Peer.say(out, "b\r\nContent-Length: 0\r\n\r\n");
        })) {
            var seen = Looks.at(peer.url()).expectHeader("x-odd", "^a.+b$").look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
        }
    }

    @Test
    void a_pattern_for_a_header_that_finds_no_end_is_given_up() {
        try (var peer = answering("X-Long: " + "a".repeat(5000) + "!\r\n", "")) {
            var seen = Looks.failed(Looks.at(peer.url())
                    .expectHeader("X-Long", "(.*)(.*)(.*)(.*)(.*)\\1\\2x")
                    .look(Looks.SOON));

            assertThat(seen.reason()).endsWith(" found no end in header X-Long");
        }
    }

    @Test
    void the_size_of_a_body_is_counted_unzipped() {
        var zipped = HttpProberTest.zipped(new byte[5000]);
        try (var peer = Peer.that((_, in, out) -> {
            Peer.request(in);
            Peer.say(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + zipped.length + "\r\n\r\n");
            out.write(zipped);
        })) {
            assertThat(Looks.at(peer.url())
                            .maxBytes(5000)
                            .traits(Trait.COMPRESSED)
                            .look())
                    .isInstanceOf(Observation.Passed.class);
            assertThat(Looks.at(peer.url()).maxBytes(4999).look().reason())
                    .isEqualTo("body has 5000 bytes, expected 4999 at most");
        }
    }

    @Test
    void a_bomb_is_too_big_however_small_it_came() {
        var bomb = HttpProberTest.zipped(new byte[64 * 1024 * 1024]);
        try (var peer = Peer.that((_, in, out) -> {
            Peer.request(in);
            Peer.say(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
            out.write(bomb);
            in.transferTo(OutputStream.nullOutputStream());
        })) {
            var seen = Looks.at(peer.url())
                    .maxBytes(Body.LIMIT)
                    .json("$.a", "absent")
                    .look();

            assertThat(seen.reason())
                    .isEqualTo("body has more than 1048576 bytes, expected 1048576 at most; "
                            + "body is no JSON that could be read (it is longer than 1 MiB)");
        }
    }

    @Test
    void what_came_plain_is_neither_http_2_nor_tls_nor_compressed() {
        try (var peer = answering("", "ok")) {
            var seen = Looks.at(peer.url())
                    .traits(Trait.HTTP2, Trait.TLS13, Trait.COMPRESSED)
                    .look();

            assertThat(seen.reason())
                    .isEqualTo("answer came by HTTP/1.1, expected HTTP/2; answer came over no TLS, expected TLS 1.3; "
                            + "body is not compressed, expected compressed");
            assertThat(seen.evidence().checks())
                    .contains(
                            new Check("http2", false, "HTTP/2", "HTTP/1.1"),
                            new Check("tls13", false, "TLS 1.3", "no TLS"),
                            new Check("compressed", false, "compressed", "not compressed"));
        }
    }
}
