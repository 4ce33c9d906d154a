package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowHeadsTest {
    private static final Duration LIMIT = Duration.ofMillis(500);
    private static final String WHOLE = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Echo());
        server.start();
        var slow = new SlowHeads(LIMIT, connector.getScheduler());
        connector.addBean(slow);
        slow.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void a_head_that_trickles_in_is_cut_off() throws IOException {
        try (var socket = socket()) {
            trickle(socket.getOutputStream(), "GET / HTTP/1.1\r\nHost: x\r\nX-Long: ");

            assertThat(ended(socket.getInputStream())).isTrue();
        }
    }

    @Test
    void a_second_head_on_a_connection_is_held_to_the_same() throws IOException {
        try (var socket = socket()) {
            socket.getOutputStream().write(WHOLE.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isPositive();

            trickle(socket.getOutputStream(), "GET / HTTP/1.1\r\nX-Long: ");

            assertThat(ended(socket.getInputStream())).isTrue();
        }
    }

    @Test
    void a_client_that_is_only_quiet_between_requests_is_left_alone() throws Exception {
        try (var socket = socket()) {
            socket.getOutputStream().write(WHOLE.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isPositive();

            // The silence is what is tested, and its end is a limit of the server's own clock.
            Thread.sleep(LIMIT.multipliedBy(3));
            socket.getOutputStream()
                    .write(WHOLE.replace("Host: x", "Host: x\r\nConnection: close")
                            .getBytes(StandardCharsets.US_ASCII));

            var rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(rest.split("HTTP/1.1 200", -1)).hasSize(2);
        }
    }

    private Socket socket() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void trickle(OutputStream out, String start) {
        Thread.ofVirtual().start(() -> {
            try {
                out.write(start.getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write('x');
                    out.flush();
                    // The pause is what is tested: a head that comes, and never ends.
                    Thread.sleep(50);
                }
            } catch (IOException | InterruptedException cut) {
                // The server has hung up, as it should.
            }
        });
    }

    private static boolean ended(InputStream in) {
        try {
            in.readAllBytes();
            return true;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static final class Echo extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.write(true, StandardCharsets.US_ASCII.encode("here"), callback);
            return true;
        }
    }
}
