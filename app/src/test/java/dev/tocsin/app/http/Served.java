package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.app.edge.Caller;
import dev.tocsin.app.edge.Edge;
import dev.tocsin.app.edge.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// A listener with a resource, for the tests of this package; one for all of them, gone with the JVM.
final class Served {
    static final String GOOD = "the-token-of-a-reader";
    static final HttpSettings SETTINGS =
            new HttpSettings(URI.create("https://status.example.com"), "127.0.0.1", 0, "127.0.0.1", 0);
    static final AtomicReference<Health> HEALTH = new AtomicReference<>(new Health.Well("connected"));
    private static final HttpListener LISTENER = listener(SETTINGS, new Bells(), FrontPage::new);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static {
        LISTENER.start();
        Runtime.getRuntime().addShutdownHook(new Thread(LISTENER::close));
    }

    private Served() {}

    static int port() {
        return LISTENER.port();
    }

    static HttpListener listener(HttpSettings settings, Object resource, UnaryOperator<Handler> front) {
        var edge = new Edge(token ->
                GOOD.equals(token) ? Optional.of(new Caller("reader", Set.of(Scope.MONITORS_READ))) : Optional.empty());
        Map<String, Supplier<Health>> parts = Map.of("database", HEALTH::get, "clock", () -> new Health.Well("well"));
        return new HttpListener(settings, List.of(resource), edge, front, parts, () -> "bells 7\n");
    }

    static void assertProblem(HttpResponse<String> answer, int status, String detail) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = json(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).contains(detail);
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return HttpListener.json().readTree(answer.body());
    }

    static HttpResponse<String> admin(String path) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + LISTENER.adminPort() + path);
        return send(HttpRequest.newBuilder(uri));
    }

    static HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    static HttpRequest.Builder post(String path, String body) {
        return request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + LISTENER.port() + path));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    }

    static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), LISTENER.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static final class FrontPage extends Handler.Wrapper {
        private FrontPage(Handler behind) {
            super(behind);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (!Request.getPathInContext(request).equals("/")) {
                return super.handle(request, response, callback);
            }
            response.getHeaders().put("Cache-Control", "max-age=10");
            response.write(true, StandardCharsets.UTF_8.encode("the status page"), callback);
            return true;
        }
    }
}
