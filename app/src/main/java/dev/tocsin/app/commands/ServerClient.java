package dev.tocsin.app.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tocsin.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A running server's API. Each request ends after 10 s, and no more than a mebibyte of an answer is read. A server
/// that says no is a [Refusal] in its own words; one that cannot be reached is an [IOException].
final class ServerClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final Secret token;
    private final int refused;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /// With `refused` as the exit code of a command whose request is refused.
    ServerClient(URI server, Secret token, int refused) {
        this.server = server;
        this.token = token;
        this.refused = refused;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    JsonNode send(String method, String path, JsonNode body) throws IOException, InterruptedException {
        return send(
                method,
                path,
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private JsonNode send(String method, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(server.resolve("/api/v1/" + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token.reveal())
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "Tocsin-Command")
                        .method(method, body)
                        .build(),
                HttpResponse.BodyHandlers.limiting(
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
        if (answer.statusCode() >= 500) {
            throw new IOException("status " + answer.statusCode());
        }
        if (answer.statusCode() >= 300) {
            throw new Refusal(refused, "%s says %d: %s".formatted(server, answer.statusCode(), detail(answer.body())));
        }
        return answer.body().isBlank() ? NullNode.getInstance() : JSON.readTree(answer.body());
    }

    private String detail(String body) {
        try {
            var detail = JSON.readTree(body).path("detail").asText("");
            return detail.isEmpty() ? "no reason; is " + server + " a Tocsin server?" : detail;
        } catch (JsonProcessingException _) {
            return "no reason; is " + server + " a Tocsin server?";
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
