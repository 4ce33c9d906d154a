package dev.tocsin.app.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// The one address by which the outside reaches a cluster: hands each request to a node that answers.
final class Front implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final List<String> HANDED_ON = List.of("Content-Type", "X-Twilio-Signature");

    private final List<Integer> nodes = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final HttpServer server;

    Front() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handOn);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void add(int node) {
        nodes.add(node);
    }

    private void handOn(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        for (var node : nodes) {
            try {
                var target = URI.create("http://127.0.0.1:%d%s".formatted(node, exchange.getRequestURI()));
                var request = HttpRequest.newBuilder(target)
                        .timeout(PATIENCE)
                        .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
                for (var header : HANDED_ON) {
                    var value = exchange.getRequestHeaders().getFirst(header);
                    if (value != null) {
                        request.header(header, value);
                    }
                }
                var answer = client.send(request.build(), BodyHandlers.ofByteArray());
                exchange.sendResponseHeaders(
                        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
                exchange.getResponseBody().write(answer.body());
                exchange.close();
                return;
            } catch (IOException gone) {
                // The next one may answer.
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        exchange.sendResponseHeaders(502, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
