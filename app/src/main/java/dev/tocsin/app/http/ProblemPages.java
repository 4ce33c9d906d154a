package dev.tocsin.app.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Errors that never reached a resource, such as a malformed request, in the form of RFC 9457. They say the status and
/// nothing of us: no version, no cause, no echo of what was sent.
final class ProblemPages extends ErrorHandler {
    private static final String TYPE = "application/problem+json";
    private final Map<String, String> headers;

    ProblemPages(boolean https) {
        this.headers = SecurityHeaders.headers(https);
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            String message,
            @Nullable Throwable cause,
            Callback callback) {
        // What is too broken to become a request has not passed SecurityHeaders.
        headers.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
        response.write(true, body(status), callback);
    }

    private static ByteBuffer body(int status) {
        var title = HttpStatus.getMessage(status);
        return ByteBuffer.wrap("{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d}"
                .formatted(title, status)
                .getBytes(StandardCharsets.UTF_8));
    }
}
