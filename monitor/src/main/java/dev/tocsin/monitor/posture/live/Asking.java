package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.name.WebUrl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Asks for pages, in the clear or over TLS, whatever the certificate is. A connection that is still open is asked
/// again; one that meanwhile hung up is replaced by a fresh one, so that nothing is missed by it.
final class Asking implements AutoCloseable {

    private static final int ABREAST = 8;

    private final Places places;
    private final Familiar familiar;
    private final Lines lines = new Lines();
    private final Map<String, CompletableFuture<Greeting>> greetings = new ConcurrentHashMap<>();

    Asking(Places places, Familiar familiar) {
        this.places = places;
        this.familiar = familiar;
    }

    /// The handshake of this look with `endpoint`. Whoever comes first makes it, which blocks for one connection.
    Greeting greeting(Endpoint endpoint) {
        var own = new CompletableFuture<Greeting>();
        var known = greetings.putIfAbsent(endpoint.text() + " " + endpoint.serverName(), own);
        if (known != null) {
            return known.join();
        }
        try {
            own.complete(familiar.greeting(endpoint, lines).orElseGet(() -> Greeting.to(endpoint, lines)));
        } finally {
            // Whoever waits must not wait for ever, even where this broke down.
            own.completeExceptionally(
                    new IllegalStateException("the handshake with " + endpoint.text() + " broke down"));
        }
        return own.join();
    }

    /// The answer of `url` at the first address that takes connections.
    ///
    /// @param mostBytes of the body
    Outcome get(WebUrl url, int mostBytes) {
        for (var endpoint : places.all(url)) {
            try {
                return new Outcome(Optional.of(get(endpoint, url, mostBytes)), endpoint.text());
            } catch (ConnectException | NoRouteToHostException closed) {
                // As browsers do: the next address may answer.
            } catch (IOException failed) {
                return new Outcome(Optional.empty(), endpoint.text());
            }
        }
        return new Outcome(Optional.empty(), "");
    }

    /// The answer of each of `endpoints` that gives one, by its text. They are asked beside each other.
    ///
    /// @param mostBytes of each body
    Map<String, HttpAnswer> each(List<Endpoint> endpoints, WebUrl url, int mostBytes) {
        var answers = new LinkedHashMap<String, HttpAnswer>();
        try (var threads =
                Executors.newFixedThreadPool(ABREAST, Thread.ofVirtual().factory())) {
            var asked = new LinkedHashMap<String, Future<HttpAnswer>>();
            endpoints.forEach(
                    endpoint -> asked.put(endpoint.text(), threads.submit(() -> get(endpoint, url, mostBytes))));
            asked.forEach((address, answer) -> got(answer).ifPresent(found -> answers.put(address, found)));
        }
        return answers;
    }

    private static Optional<HttpAnswer> got(Future<HttpAnswer> answer) {
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException failed) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// All addresses of `url`'s host.
    List<Endpoint> endpoints(WebUrl url) {
        return places.all(url);
    }

    /// What became of asking.
    ///
    /// @param address the one that answered, or that took the connection and said nothing of use
    record Outcome(Optional<HttpAnswer> answer, String address) {}

    private HttpAnswer get(Endpoint endpoint, WebUrl url, int mostBytes) throws IOException {
        var by = Handshaker.JAVA;
        if (url.secure()) {
            var greeting = greeting(endpoint);
            if (greeting.failure().isPresent()) {
                throw greeting.failure().get();
            }
            by = greeting.by();
        }
        var kept = lines.take(endpoint, url.secure());
        if (kept.isPresent()) {
            try {
                kept.get().again(endpoint.patience());
                return talk(kept.get(), endpoint, url, mostBytes);
            } catch (IOException gone) {
                // It hung up after what it was asked before, or does not take a second question: no word on this one.
                kept.get().close();
            }
        }
        return talk(
                url.secure()
                        ? Line.over(OpenTls.to(endpoint, by, new Recorder(), true))
                        : Line.inTheClear(Wire.to(endpoint)),
                endpoint,
                url,
                mostBytes);
    }

    private HttpAnswer talk(Line line, Endpoint endpoint, WebUrl url, int mostBytes) throws IOException {
        var ended = false;
        try {
            var answer = line.ask(url, mostBytes);
            ended = answer.ended();
            return answer;
        } finally {
            if (ended) {
                lines.keep(endpoint, url.secure(), line);
            } else {
                line.close();
            }
        }
    }

    /// Hangs up everywhere.
    @Override
    public void close() {
        lines.close();
    }
}
