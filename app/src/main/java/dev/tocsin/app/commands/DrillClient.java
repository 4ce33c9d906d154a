package dev.tocsin.app.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// A running server, asked for a drill. Each request ends after 10 s, and no more than a mebibyte of an answer is
/// read. A server that says no is a [Refusal] in its own words; one that cannot be reached is an [IOException], which
/// may be over soon.
final class DrillClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final Secret token;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    DrillClient(URI server, Secret token) {
        this.server = server;
        this.token = token;
    }

    JsonNode open(String severity, String policy) throws IOException, InterruptedException {
        return send(request("drill").POST(body(Map.of("severity", severity, "policy", policy))));
    }

    JsonNode show(long id) throws IOException, InterruptedException {
        return send(request("drill/" + id).GET());
    }

    JsonNode resolve(long id) throws IOException, InterruptedException {
        return send(request(id + "/resolve").POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve("/api/v1/incidents/" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.reveal())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Tocsin-Drill");
    }

    private static HttpRequest.BodyPublisher body(Map<String, String> fields) throws JsonProcessingException {
        return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(fields));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(
                request.build(),
                HttpResponse.BodyHandlers.limiting(
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
        if (answer.statusCode() == 200) {
            return JSON.readTree(answer.body());
        }
        if (answer.statusCode() >= 500) {
            throw new IOException("status " + answer.statusCode());
        }
        throw new Refusal(
                Exit.COULD_NOT_TELL, "%s says %d: %s".formatted(server, answer.statusCode(), detail(answer.body())));
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
