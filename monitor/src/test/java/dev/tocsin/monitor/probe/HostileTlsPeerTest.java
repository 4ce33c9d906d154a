package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.tocsin.monitor.probe.Looks#probers")
class HostileTlsPeerTest {

    private final HttpProber prober;

    HostileTlsPeerTest(HttpProber prober) {
        this.prober = prober;
    }

    private Looks at(Peer peer) {
        return Looks.at("https://127.0.0.1:" + peer.port() + "/").by(prober);
    }

    @Test
    void a_silent_peer_costs_its_deadline_and_no_more() {
        try (var peer = Peer.silent()) {
            var seen = at(peer).atTheDeadline();

            assertThat(seen.reason()).isEqualTo("no answer within 400 ms (stopped in: tls)");
            assertThat(seen.evidence().timings().tls()).isPresent();
            assertThat(seen.evidence().timings().request()).isEmpty();
            await().untilAsserted(() ->
                    assertThat(peer.guests()).as("sockets left open").isZero());
        }
    }

    @Test
    void a_drip_in_the_handshake_does_not_stretch_the_deadline() {
        try (var peer = Peer.that((_, _, out) -> {
            out.write(new byte[] {22, 3, 3, 16, 0});
            while (true) {
                out.write(0);
                out.flush();
                Thread.sleep(10);
            }
        })) {
            at(peer).atTheDeadline();
        }
    }

    @Test
    void a_reset_is_told() {
        try (var peer = Peer.that((socket, in, _) -> {
            in.readNBytes(10);
            Peer.reset(socket);
        })) {
            assertThat(Looks.failed(at(peer).look()).reason())
                    .isEqualTo("127.0.0.1:" + peer.port() + " reset the connection in the TLS handshake");
        }
    }

    @Test
    void a_peer_that_hangs_up_is_told() {
        try (var peer = Peer.that((_, in, _) -> in.skipNBytes(5 + in.readNBytes(5)[4]))) {
            assertThat(Looks.failed(at(peer).look()).reason())
                    .contains("127.0.0.1:" + peer.port(), " the connection in the TLS handshake");
        }
    }

    @Test
    void what_speaks_no_tls_is_told() {
        for (var greeting : new String[] {"220 mail.example ESMTP ready\r\n", "HTTP/1.1 400 Bad Request\r\n\r\n"}) {
            try (var peer = Peer.that((_, in, out) -> {
                Peer.say(out, greeting);
                in.transferTo(OutputStream.nullOutputStream());
            })) {
                assertThat(Looks.failed(at(peer).look()).reason())
                        .isEqualTo("127.0.0.1:" + peer.port() + " does not speak TLS");
            }
        }
    }

    @Test
    void an_alert_is_named() {
        var refusal = new byte[] {21, 3, 3, 0, 2, 2, 40};
        try (var peer = Peer.that((_, in, out) -> {
            in.readNBytes(10);
            out.write(refusal);
            out.flush();
            in.transferTo(OutputStream.nullOutputStream());
        })) {
            assertThat(Looks.failed(at(peer).look()).reason())
                    .isEqualTo("127.0.0.1:" + peer.port() + " refused the TLS handshake (handshake_failure)");
        }
    }
}
