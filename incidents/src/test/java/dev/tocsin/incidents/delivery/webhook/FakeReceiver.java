package dev.tocsin.incidents.delivery.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A program on loopback that takes what is posted, and answers what it was told; without word 204.
final class FakeReceiver implements AutoCloseable {

    /// What was posted; header names are in lower case.
    record Post(String path, Map<String, String> headers, String body) {}

    private record Answer(int status, String body, Map<String, String> headers) {}

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final List<Post> taken = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile boolean silent;
    private volatile boolean endless;

    FakeReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    List<Post> posts() {
        return posts;
    }

    /// Those that were answered with 2xx.
    List<Post> taken() {
        return taken;
    }

    void answerNext(int status, String body) {
        answers.add(new Answer(status, body, Map.of()));
    }

    void redirectNext(URI where) {
        answers.add(new Answer(307, "", Map.of("Location", where.toString())));
    }

    /// From now on takes posts and never answers.
    void hang() {
        silent = true;
    }

    /// From now on each answer's body has no end.
    void talkForEver() {
        endless = true;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new java.util.HashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var post = new Post(exchange.getRequestURI().getPath(), Map.copyOf(headers), body);
            posts.add(post);
            if (silent) {
                closing.await();
                return;
            }
            var told = answers.poll();
            var answer = told == null ? new Answer(204, "", Map.of()) : told;
            if (answer.status() < 300) {
                taken.add(post);
            }
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            respond(exchange, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void respond(HttpExchange exchange, Answer answer) throws IOException {
        if (endless) {
            exchange.sendResponseHeaders(answer.status() == 204 ? 200 : answer.status(), 0);
            while (closing.getCount() > 0) {
                exchange.getResponseBody().write("more and more ".repeat(1_000).getBytes(StandardCharsets.UTF_8));
            }
            return;
        }
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
