package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.app.edge.Edge;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FastPathTest {
    private final AtomicReference<Thread> reading = new AtomicReference<>();
    private final AtomicReference<Boolean> mayWait = new AtomicReference<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpListener listener = new HttpListener(
            Served.SETTINGS,
            List.of(new Bells()),
            new Edge(_ -> Optional.empty()),
            this::ready,
            Behind::new,
            Map.of(),
            () -> "bells 7\n");

    /// Stands before the servlets, and may wait.
    private final class Behind extends Handler.Wrapper {
        private Behind(Handler servlets) {
            super(servlets);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            var path = Request.getPathInContext(request);
            if (path.equals("/broken")) {
                throw new IllegalStateException("a secret of our inside");
            }
            if (!path.equals("/behind")) {
                return !path.equals("/left") && super.handle(request, response, callback);
            }
            mayWait.set(!Invocable.isNonBlockingInvocation()
                    && Thread.currentThread().isVirtual());
            response.write(true, StandardCharsets.UTF_8.encode("behind"), callback);
            return true;
        }
    }

    private boolean ready(Request request, Response response, Callback callback) {
        if (!Request.getPathInContext(request).equals("/metrics")
                && !Request.getPathInContext(request).equals("/")) {
            return false;
        }
        reading.set(Thread.currentThread());
        response.write(true, StandardCharsets.UTF_8.encode("ready"), callback);
        return true;
    }

    @BeforeEach
    void start() {
        listener.start();
    }

    @AfterEach
    void stop() {
        listener.close();
        client.close();
    }

    @Test
    void what_is_ready_is_answered_by_the_thread_that_read_the_request() throws Exception {
        assertThat(get(listener.port(), "/").body()).isEqualTo("ready");
        assertThat(reading.get().isVirtual()).isFalse();
    }

    @Test
    void everything_else_may_wait() throws Exception {
        assertThat(get(listener.port(), "/behind").body()).isEqualTo("behind");
        assertThat(mayWait.get()).isTrue();
    }

    @Test
    void what_breaks_or_is_nobodys_is_a_problem_with_all_headers_and_nothing_of_our_inside() throws Exception {
        for (var expected : Map.of("/broken", 500, "/left", 404).entrySet()) {
            var answer = get(listener.port(), expected.getKey());

            assertThat(answer.statusCode()).isEqualTo(expected.getValue());
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(answer.body()).doesNotContain("secret");
        }
    }

    @Test
    void the_admin_listener_is_not_asked_of_what_is_ready() throws Exception {
        assertThat(get(listener.adminPort(), "/metrics").body()).isEqualTo("bells 7\n");
        assertThat(get(listener.port(), "/metrics").body()).isEqualTo("ready");
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
