package dev.tocsin.app.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The admin listener: `/metrics`, `/healthcheck` and `/ping`, and nothing that changes anything.
final class AdminPages extends Handler.Abstract {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<String, Supplier<Health>> parts;
    private final Supplier<String> metrics;

    AdminPages(Map<String, Supplier<Health>> parts, Supplier<String> metrics) {
        this.parts = parts;
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            Response.writeError(request, response, callback, 405, "only GET is answered here");
            return true;
        }
        switch (Request.getPathInContext(request)) {
            case "/ping" -> answer(response, callback, 200, PLAIN, "pong\n");
            case "/metrics" -> answer(response, callback, 200, PROMETHEUS_TEXT, metrics.get());
            case "/healthcheck" -> health(response, callback);
            case "/" -> answer(response, callback, 200, PLAIN, "/metrics\n/healthcheck\n/ping\n");
            default ->
                Response.writeError(request, response, callback, 404, "there are /metrics, /healthcheck and /ping");
        }
        return true;
    }

    private void health(Response response, Callback callback) {
        var answers = Health.ask(parts, PATIENCE);
        var text = new StringBuilder();
        answers.forEach((part, health) -> text.append(word(health))
                .append("  ")
                .append(part)
                .append(": ")
                .append(health.words())
                .append('\n'));
        answer(response, callback, Health.status(List.copyOf(answers.values())), PLAIN, text.toString());
    }

    private static String word(Health health) {
        return switch (health) {
            case Health.Well _ -> "well     ";
            case Health.Doubtful _ -> "doubtful ";
            case Health.NotReady _ -> "not ready";
            case Health.Broken _ -> "broken   ";
        };
    }

    private static void answer(Response response, Callback callback, int status, String type, String text) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.write(true, java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
