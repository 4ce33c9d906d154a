package dev.tocsin.monitor.posture.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tocsin.monitor.posture.header.HeaderChecks;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Asks for a page over a fresh connection, in the clear or over TLS, whatever the certificate is.
final class Asking {

    private static final int ABREAST = 8;
    private static final String AGENT = "Tocsin-Posture/1";

    private final Places places;

    Asking(Places places) {
        this.places = places;
    }

    /// The answer of `url`, or the reason why there is none.
    ///
    /// @param mostBytes of the body
    Outcome get(WebUrl url, int mostBytes) {
        var why = "the name " + url.host() + " does not resolve";
        for (var endpoint : places.all(url)) {
            try {
                return new Outcome(Optional.of(get(endpoint, url, mostBytes)), "");
            } catch (ConnectException | NoRouteToHostException closed) {
                // As browsers do: the next address may answer.
                why = String.valueOf(closed.getMessage());
            } catch (IOException failed) {
                return new Outcome(Optional.empty(), String.valueOf(failed.getMessage()));
            }
        }
        return new Outcome(Optional.empty(), why);
    }

    /// The answer of each address that gives one, by its text, in their order. They are asked beside each other.
    ///
    /// @param mostBytes of each body
    Map<String, HttpAnswer> everywhere(WebUrl url, int mostBytes) {
        var answers = new LinkedHashMap<String, HttpAnswer>();
        try (var threads =
                Executors.newFixedThreadPool(ABREAST, Thread.ofVirtual().factory())) {
            var asked = new LinkedHashMap<String, Future<HttpAnswer>>();
            places.all(url)
                    .forEach(endpoint ->
                            asked.put(endpoint.text(), threads.submit(() -> get(endpoint, url, mostBytes))));
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

    /// Whether a visitor could reach another address.
    boolean several(WebUrl url) {
        return places.all(url).size() > 1;
    }

    /// What became of asking; `why` is empty where there is an answer.
    record Outcome(Optional<HttpAnswer> answer, String why) {}

    private static HttpAnswer get(Endpoint endpoint, WebUrl url, int mostBytes) throws IOException {
        if (!url.secure()) {
            try (var wire = Wire.to(endpoint)) {
                return talk(wire, wire.socket(), url, mostBytes);
            }
        }
        try (var open = OpenTls.to(endpoint, new Recorder(), true)) {
            return talk(open.wire(), open.socket(), url, mostBytes);
        }
    }

    private static HttpAnswer talk(Wire wire, Socket socket, WebUrl url, int mostBytes) throws IOException {
        var origin = url.origin();
        var request = "GET " + url.path().replaceAll("[^\\x21-\\x7e]", "%20") + " HTTP/1.1\r\n"
                + "Host: " + origin.substring(origin.indexOf("//") + 2) + "\r\n"
                + "User-Agent: " + AGENT + "\r\n"
                + "Accept: text/html,*/*;q=0.8\r\n"
                + "Accept-Encoding: identity\r\n"
                + "Origin: " + HeaderChecks.FOREIGN + "\r\n"
                + "Connection: close\r\n\r\n";
        try {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return HttpAnswer.read(new BufferedInputStream(socket.getInputStream()), mostBytes);
        } catch (IOException failed) {
            throw wire.told(failed);
        }
    }
}
