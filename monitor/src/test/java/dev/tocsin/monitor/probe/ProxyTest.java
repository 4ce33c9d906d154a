package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Observation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.tocsin.monitor.probe.Looks#probers")
class ProxyTest {

    private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final HttpProber prober;

    @TempDir
    private Path folder;

    ProxyTest(HttpProber prober) {
        this.prober = prober;
    }

    /// Leads every CONNECT to `server`, whatever name it asks for, and keeps what it was asked.
    private static Peer proxyTo(Peer server, List<String> asked) {
        return Peer.that((_, in, out) -> {
            asked.add(Peer.request(in));
            try (var inside = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                Peer.say(out, "HTTP/1.1 200 Connection established\r\n\r\n");
                Thread.startVirtualThread(() -> pump(in, inside));
                inside.getInputStream().transferTo(out);
            }
        });
    }

    private static void pump(InputStream in, Socket inside) {
        try (var out = inside.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException gone) {
            // One of the two has left.
        }
    }

    private Looks through(Peer proxy, String url) {
        return Looks.at(url).proxy("127.0.0.1:" + proxy.port()).by(prober);
    }

    @Test
    void https_goes_through_a_tunnel_that_is_told_no_secret() {
        var authority = new Authority("Root");
        var asked = new CopyOnWriteArrayList<String>();
        try (var shop = Peer.saying(FINE, authority.identity("shop.example").tls(), "TLSv1.3");
                var proxy = proxyTo(shop, asked)) {
            var seen = through(proxy, "https://shop.example/")
                    .trust(authority.pem(folder))
                    .bearer("geheim")
                    .look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(asked.getFirst())
                    .startsWith("CONNECT shop.example:443 HTTP/1.1\r\n")
                    .doesNotContain("geheim");
            assertThat(shop.requests().getFirst()).startsWith("GET / HTTP/1.1").contains("Bearer geheim");
            assertThat(seen.evidence().address()).isEqualTo("127.0.0.1:" + proxy.port());
            assertThat(seen.evidence().tls().orElseThrow().trusted()).isTrue();
            assertThat(seen.evidence().timings().tls()).isPresent();
        }
    }

    @Test
    void http_is_asked_of_the_proxy_itself() {
        try (var proxy = Peer.saying(FINE)) {
            var seen = through(proxy, "http://shop.example/a").look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(proxy.requests().getFirst())
                    .startsWith("GET http://shop.example/a HTTP/1.1\r\n")
                    .contains("Host: shop.example\r\n");
        }
    }

    @Test
    void that_the_proxy_cannot_reach_the_target_counts_against_the_target() {
        for (var status : new String[] {"500", "502", "503", "504"}) {
            try (var proxy = Peer.saying("HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n\r\n")) {
                var seen = Looks.failed(through(proxy, "https://shop.example/").look());

                assertThat(seen.reason())
                        .isEqualTo("proxy 127.0.0.1:" + proxy.port()
                                + " could not reach shop.example:443 (it answered CONNECT with " + status + ")");
            }
        }
    }

    @Test
    void a_proxy_that_will_not_serve_us_is_our_fault() {
        try (var forbidding = Peer.saying("HTTP/1.1 403 x\r\nContent-Length: 0\r\n\r\n");
                var asking = Peer.saying("HTTP/1.1 407 x\r\nProxy-Authenticate: Basic realm=x\r\n\r\n");
                var hangingUp = Peer.that((_, in, _) -> Peer.request(in))) {
            for (var proxy : List.of(forbidding, asking, hangingUp)) {
                var seen = through(proxy, "https://shop.example/").look();

                assertThat(seen).isInstanceOf(Observation.Inconclusive.class);
                assertThat(seen.reason())
                        .contains("proxy 127.0.0.1:" + proxy.port())
                        .doesNotContain("Exception");
            }
        }
    }

    @Test
    void a_dead_proxy_is_our_fault() {
        var proxy = Peer.silent();
        proxy.close();

        var seen = through(proxy, "https://shop.example/").look();

        assertThat(seen).isInstanceOf(Observation.Inconclusive.class);
        assertThat(seen.reason()).startsWith("our proxy 127.0.0.1:" + proxy.port() + " failed: connect refused");
    }

    @Test
    void a_proxy_silent_after_connect_costs_its_deadline_and_no_more() {
        try (var proxy = Peer.silent()) {
            var seen = through(proxy, "https://shop.example/").atTheDeadline();

            assertThat(seen.reason()).isEqualTo("no answer within 400 ms (stopped in: connect)");
        }
    }

    @Test
    void a_proxy_that_floods_is_bounded() {
        try (var proxy = Peer.that((_, in, out) -> {
            Peer.request(in);
            Peer.say(out, "HTTP/1.1 200 OK\r\n");
            while (true) {
                Peer.say(out, "X-Flood: " + "x".repeat(1000) + "\r\n");
            }
        })) {
            assertThat(through(proxy, "https://shop.example/").look()).isInstanceOf(Observation.Inconclusive.class);
        }
    }

    @Test
    void a_tunnel_that_ends_in_something_else_fails_the_handshake() {
        try (var proxy = Peer.that((_, in, out) -> {
            Peer.request(in);
            Peer.say(out, "HTTP/1.1 200 OK\r\n\r\n");
            in.readNBytes(10);
            Peer.say(out, "220 mail.example ESMTP ready\r\n");
            in.transferTo(OutputStream.nullOutputStream());
        })) {
            assertThat(Looks.failed(through(proxy, "https://shop.example/").look())
                            .reason())
                    .contains("does not speak TLS");
        }
    }
}
