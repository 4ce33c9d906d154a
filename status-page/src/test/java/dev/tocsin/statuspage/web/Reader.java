package dev.tocsin.statuspage.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eclipse.jetty.server.ServerConnector;

/// Reads pages over real sockets, byte for byte.
final class Reader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newHttpClient();

    HttpResponse<byte[]> get(ServerConnector from, String path, String... headers) throws Exception {
        var request = request(from, path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    static HttpRequest.Builder request(ServerConnector to, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.getLocalPort() + path));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        client.close();
    }
}
