package dev.tocsin.app.http;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Puts the security headers on every answer, errors included. A page that needs another value sets it itself, and is
/// then left alone: what forgot to think of it gets the strictest.
final class SecurityHeaders extends Handler.Wrapper {
    private final Map<String, String> headers;

    SecurityHeaders(boolean https, Handler inner) {
        super(inner);
        this.headers = headers(https);
    }

    /// `no-referrer`: the path of a signed link is its secret.
    static Map<String, String> headers(boolean https) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.put("Cache-Control", "no-store");
        if (https) {
            headers.put("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        }
        return headers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        request.addHttpStreamWrapper(stream -> new HttpStream.Wrapper(stream) {
            @Override
            public void send(
                    MetaData.Request request,
                    MetaData.Response response,
                    boolean last,
                    ByteBuffer content,
                    Callback callback) {
                super.send(request, completed(response), last, content, callback);
            }
        });
        return super.handle(request, response, callback);
    }

    /// `response` is null when more of a body follows an answer that has already begun.
    private MetaData.@org.jspecify.annotations.Nullable Response completed(
            MetaData.@org.jspecify.annotations.Nullable Response response) {
        if (response == null || response.getStatus() < 200) {
            return response;
        }
        var fields = HttpFields.build(response.getHttpFields());
        headers.forEach((name, value) -> {
            if (!fields.contains(name)) {
                fields.put(name, value);
            }
        });
        return new MetaData.Response(
                response.getStatus(),
                response.getReason(),
                response.getHttpVersion(),
                fields,
                response.getContentLength(),
                response.getTrailersSupplier());
    }
}
