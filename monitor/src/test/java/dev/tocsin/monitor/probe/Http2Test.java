package dev.tocsin.monitor.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.HttpExpectation.Trait;
import dev.tocsin.monitor.Observation;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.eclipse.jetty.io.Content;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.tocsin.monitor.probe.Looks#probers")
class Http2Test {

    @TempDir
    private static Path folder;

    private static Authority authority;
    private static Path anchor;

    private final HttpProber prober;

    Http2Test(HttpProber prober) {
        this.prober = prober;
    }

    @BeforeAll
    static void make_an_authority() {
        authority = new Authority("Test Root");
        anchor = authority.pem(folder);
    }

    private Looks at(int port) {
        return Looks.at("https://127.0.0.1:" + port + "/a?b=c")
                .trust(anchor)
                .http2()
                .by(prober);
    }

    private static Authority.Identity identity() {
        return authority.identity("127.0.0.1");
    }

    @Test
    void a_server_that_speaks_http_2_is_asked_in_it() {
        try (var server = Http2Peer.that(identity(), (request, response, callback) -> {
            response.getHeaders().put("X-Path", request.getHttpURI().getPathQuery());
            response.getHeaders().put("X-Key", request.getHeaders().get("X-Key"));
            Content.Sink.write(response, true, "Add to basket", callback);
            return true;
        })) {
            var seen = at(server.port())
                    .header("X-Key", "k1")
                    .contains("basket")
                    .traits(Trait.HTTP2, Trait.TLS13)
                    .expectHeader("x-path", "^/a\\?b=c$")
                    .expectHeader("x-key", "^k1$")
                    .look();

            assertThat(seen.reason()).startsWith("status 200 in ");
            assertThat(seen.evidence().http().orElseThrow().version()).isEqualTo("HTTP/2");
            var timings = seen.evidence().timings();
            assertThat(timings.tls()).isPresent();
            assertThat(timings.request()).isPresent();
            assertThat(timings.firstByte()).isPresent();
            assertThat(timings.transfer()).isPresent();
        }
    }

    @Test
    void one_that_does_not_is_asked_in_http_1_1() {
        try (var peer = Peer.saying(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", identity().tls(), "TLSv1.3")) {
            assertThat(at(peer.port()).look()).isInstanceOf(Observation.Passed.class);
            assertThat(Looks.failed(at(peer.port()).traits(Trait.HTTP2).look()).reason())
                    .isEqualTo("answer came by HTTP/1.1, expected HTTP/2");
        }
    }

    @Test
    void each_look_is_a_connection_of_its_own_and_leaves_none_behind() {
        try (var server = Http2Peer.that(identity(), (_, response, callback) -> {
            response.setStatus(204);
            callback.succeeded();
            return true;
        })) {
            for (var i = 0; i < 3; i++) {
                assertThat(at(server.port()).look()).isInstanceOf(Observation.Passed.class);
            }

            server.expectConnections(3, 0);
        }
    }

    @Test
    void a_server_that_never_answers_costs_its_deadline_and_no_more() {
        try (var server = Http2Peer.that(identity(), (_, _, _) -> true)) {
            assertThat(at(server.port()).atTheDeadline().reason())
                    .isEqualTo("no answer within 400 ms (stopped in: first byte)");
        }
    }

    @Test
    void a_body_without_end_stops_at_one_mebibyte() {
        try (var server = Http2Peer.that(identity(), (_, response, callback) -> {
            Http2Peer.writeForever(response, callback);
            return true;
        })) {
            var seen = at(server.port()).look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(seen.evidence().http().orElseThrow().bodyBytes()).isEqualTo(1024 * 1024);
        }
    }

    @Test
    void one_that_goes_away_or_resets_the_stream_is_told() {
        var settings = "\0\0\0\4\0\0\0\0\0";
        var goAway = "\0\0\10\7\0\0\0\0\0" + "\0\0\0\0" + "\0\0\0\0";
        var reset = "\0\0\4\3\0\0\0\0\3" + "\0\0\0\2";
        for (var frame : new String[] {goAway, reset}) {
            assertThat(answeringWith(settings + frame))
                    .startsWith("answer of 127.0.0.1:")
                    .contains(" broke off before the answer was complete");
        }
    }

    @Test
    void what_only_pretends_to_speak_http_2_fails() {
        for (var nonsense : new String[] {"HTTP/1.1 200 OK\r\n\r\n", "\0\0\4\0\0\0\0\0\0nope", ""}) {
            assertThat(answeringWith(nonsense))
                    .containsAnyOf("before the answer was complete", "no answer within 400 ms");
        }
    }

    private String answeringWith(String bytes) {
        try (var peer = Http2Peer.negotiating(identity(), (in, out) -> {
            Http2Peer.awaitRequest(in);
            out.write(bytes.getBytes(UTF_8));
            out.flush();
            in.transferTo(OutputStream.nullOutputStream());
        })) {
            return Looks.failed(at(peer.port()).look(Looks.SOON)).reason();
        }
    }

    @Test
    void a_few_bytes_that_stand_for_headers_without_end_are_bounded() {
        var large = ByteBuffer.allocate(4007)
                .put(new byte[] {(byte) 0x88, 0x40, 1, 'x', 0x7f, (byte) 0xa1, 0x1e})
                .array();
        var repeated = new byte[16_384];
        Arrays.fill(repeated, (byte) 0xbe);
        try (var peer = Http2Peer.negotiating(identity(), (in, out) -> {
            Http2Peer.awaitRequest(in);
            out.write(frame(4, new byte[0], 0));
            out.write(frame(1, large, 3));
            while (true) {
                out.write(frame(9, repeated, 3));
            }
        })) {
            assertThat(Looks.failed(at(peer.port()).look()).reason())
                    .isEqualTo("answer sends without end before its body");
        }
    }

    /// RFC 9113, 4.1, without flags.
    private static byte[] frame(int type, byte[] payload, int stream) {
        return ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) 0)
                .putInt(stream)
                .put(payload)
                .array();
    }

    @Test
    void a_peer_silent_after_choosing_http_2_costs_its_deadline_and_no_more() {
        try (var peer = Http2Peer.negotiating(identity(), (in, _) -> in.transferTo(OutputStream.nullOutputStream()))) {
            at(peer.port()).atTheDeadline();
        }
    }
}
