package dev.tocsin.app.monitors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.app.Settings;
import dev.tocsin.app.Tocsin;
import dev.tocsin.app.Wiring;
import dev.tocsin.app.edge.Scope;
import dev.tocsin.app.edge.Tokens;
import dev.tocsin.db.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The whole product in this process, on a database that the test may give to more than one.
public final class Node implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Tocsin tocsin;
    private final Path file;
    private final String place;
    private final String token;

    /// @param settings in YAML, beside the listeners and the database
    public Node(Path folder, TestDatabase postgres, String name, String settings) {
        file = folder.resolve(name + ".yml");
        place = """
                http: { port: 0, bind: 127.0.0.1, adminPort: 0 }
                database: { url: "%s", user: "%s", password: "%s" }
                """.formatted(
                        postgres.settings().url(),
                        postgres.settings().user(),
                        postgres.settings().password().reveal());
        write(settings);
        tocsin = Wiring.start(
                read().settings(),
                this::read,
                InstantSource.system(),
                new PrintStream(OutputStream.nullOutputStream()));
        token = token(name, Scope.MONITORS_READ, Scope.MONITORS_WRITE, Scope.INCIDENTS_READ, Scope.ADMIN);
    }

    public String token(String name, Scope... scopes) {
        return new Tokens(tocsin.database(), InstantSource.system())
                .create(name + "-" + System.nanoTime(), Set.of(scopes), Optional.empty())
                .orElseThrow()
                .reveal();
    }

    public int port() {
        return tocsin.port();
    }

    /// Takes other settings into force and tells what changes.
    public JsonNode reload(String settings) {
        write(settings);
        return send("POST", "/api/v1/config/reload", "").json();
    }

    private Settings.Reading read() {
        var reading = Settings.read(Optional.of(file), Map.of());
        if (!reading.problems().isEmpty()) {
            throw new IllegalStateException(reading.problems().toString());
        }
        return reading;
    }

    private void write(String settings) {
        try {
            Files.writeString(file, place + settings);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /// What came back.
    public record Answer(int status, String body, HttpResponse<String> response) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException fault) {
                throw new UncheckedIOException(body, fault);
            }
        }

        public String etag() {
            return response.headers().firstValue("ETag").orElse("");
        }

        public String type() {
            return response.headers().firstValue("Content-Type").orElse("");
        }
    }

    public Answer get(String path) {
        return send("GET", path, "");
    }

    /// Sends with our token; `headers` are names and values in turn.
    public Answer send(String method, String path, String body, String... headers) {
        return sendAs(token, method, path, body, headers);
    }

    public Answer sendAs(String token, String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + tocsin.port() + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var typed = false;
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
            typed |= headers[i].equals("Content-Type");
        }
        if (!typed && !body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        client.close();
        tocsin.close();
    }
}
