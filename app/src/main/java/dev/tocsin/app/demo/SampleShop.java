package dev.tocsin.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A small shop on loopback that can be broken, for the monitors of the demo to watch.
final class SampleShop implements AutoCloseable {
    private static final Duration SLOW = Duration.ofMillis(1_500);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Mood mood = Mood.WELL;

    /// How the shop's own page behaves; its other addresses are always well.
    enum Mood {
        WELL("works"),
        FAILING("answers 503"),
        SLOW("answers after 1.5 s"),
        EMPTY("answers 200, but without a basket");

        private final String words;

        Mood(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private SampleShop(HttpServer server) {
        this.server = server;
    }

    static SampleShop start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var shop = new SampleShop(server);
            server.setExecutor(shop.threads);
            server.createContext("/", shop::serve);
            server.start();
            return shop;
        } catch (IOException fault) {
            throw new UncheckedIOException("the sample shop cannot listen on 127.0.0.1", fault);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Mood mood() {
        return mood;
    }

    void become(Mood next) {
        mood = next;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/" -> home(exchange);
                case "/checkout", "/api/health", "/search" -> answer(exchange, 200, "ok\n");
                default -> answer(exchange, 404, "not found\n");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void home(HttpExchange exchange) throws IOException, InterruptedException {
        switch (mood) {
            case WELL -> answer(exchange, 200, "<h1>Sample shop</h1><button>Add to basket</button>\n");
            case FAILING -> answer(exchange, 503, "<h1>Service unavailable</h1>\n");
            case SLOW -> {
                TimeUnit.NANOSECONDS.sleep(SLOW.toNanos());
                answer(exchange, 200, "<h1>Sample shop</h1><button>Add to basket</button>\n");
            }
            case EMPTY -> answer(exchange, 200, "<h1>Sample shop</h1>\n");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
