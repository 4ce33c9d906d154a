package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpListenerTest {
    @Test
    void every_answer_carries_the_security_headers() throws Exception {
        for (var path : List.of("/bells/public", "/nowhere", "/bells/broken")) {
            var headers = Served.send(Served.get(path)).headers();

            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).as(path).hasValue("no-referrer");
            assertThat(headers.firstValue("Permissions-Policy")).as(path).isPresent();
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValue("default-src 'none'; frame-ancestors 'none'");
            assertThat(headers.firstValue("Cache-Control")).as(path).hasValue("no-store");
            assertThat(headers.firstValue("Strict-Transport-Security")).as(path).isPresent();
            assertThat(headers.firstValue("Server")).as(path).isEmpty();
        }
    }

    @Test
    void a_page_in_front_answers_first_and_keeps_its_own_headers() throws Exception {
        var answer = Served.send(Served.get("/"));

        assertThat(answer.body()).isEqualTo("the status page");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("max-age=10");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void a_malformed_request_gets_a_problem_without_our_version() throws Exception {
        var answer = Served.raw("GET /a b HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .contains("nosniff");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT)).doesNotContain("jetty");
    }

    @Test
    void a_client_that_trickles_its_body_is_cut_off() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), Served.port())) {
            socket.setSoTimeout(30_000);
            var out = socket.getOutputStream();
            out.write(
                    "POST /bells/ring HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            Thread.ofVirtual().start(() -> trickle(out));

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 408");
        }
    }

    /// On a busy machine jobs were told that they had been too slow, and their failures were not heard.
    @Test
    void a_short_body_that_we_are_slow_to_read_is_taken() throws Exception {
        var answer = Served.send(Served.post("/bells/slowly", "\"ok\""));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("\"ok\"");
    }

    @Test
    void health_is_told_in_words() throws Exception {
        Served.HEALTH.set(new Health.Well("connected"));
        assertThat(Served.admin("/healthcheck").statusCode()).isEqualTo(200);

        Served.HEALTH.set(new Health.NotReady("12 of 64 shards have been walked"));
        assertThat(Served.admin("/healthcheck").statusCode()).isEqualTo(503);

        Served.HEALTH.set(new Health.Broken("no connection to db:5432; is it running?"));
        var answer = Served.admin("/healthcheck");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("broken", "database: no connection to db:5432; is it running?", "clock: well");
    }

    @Test
    void the_admin_listener_has_metrics_and_ping_and_nothing_that_acts() throws Exception {
        assertThat(Served.admin("/metrics").body()).isEqualTo("bells 7\n");
        assertThat(Served.admin("/metrics").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(Served.admin("/ping").body()).isEqualTo("pong\n");
        assertThat(Served.admin("/tasks/gc").statusCode()).isEqualTo(404);
        assertThat(Served.admin("/threads").statusCode()).isEqualTo(404);
        assertThat(Served.send(Served.get("/metrics")).statusCode()).isEqualTo(404);
    }

    @Test
    void a_port_in_use_is_named_with_the_key_to_change() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = new HttpSettings(Served.SETTINGS.url(), "127.0.0.1", 0, "127.0.0.1", taken.getLocalPort());
            var listener = Served.listener(settings, new Bells(), handler -> handler);

            assertThatThrownBy(listener::start)
                    .isInstanceOf(PortUnavailable.class)
                    .hasMessage(
                            "port %d on 127.0.0.1 is in use; stop what listens there, or set http.adminPort to a free port"
                                    .formatted(taken.getLocalPort()));
        }
    }

    private static void trickle(java.io.OutputStream out) {
        try {
            while (true) {
                out.write(' ');
                out.flush();
                // The pause is what is tested: a body that comes, and never ends.
                Thread.sleep(200);
            }
        } catch (IOException | InterruptedException cut) {
            // The server has hung up, as it should.
        }
    }
}
