package dev.tocsin.incidents.disclosure.imap;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.config.Secret;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/// Gets a short-lived token for a long-lived one (RFC 6749, 6).
final class AccessToken {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int OK = 200;

    private AccessToken() {}

    /// Blocks for 15 s at most.
    /// @throws IOException when the other side gives none; its message holds no secret
    static Secret fetch(ImapSettings.OAuth oauth) throws IOException {
        var fields = new LinkedHashMap<String, String>();
        fields.put("grant_type", "refresh_token");
        fields.put("client_id", oauth.clientId());
        fields.put("refresh_token", oauth.refreshToken().reveal());
        oauth.clientSecret().ifPresent(secret -> fields.put("client_secret", secret.reveal()));
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(oauth.tokenUrl())
                .timeout(LIMIT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            var token = answer.statusCode() == OK
                    ? new ObjectMapper()
                            .readTree(answer.body())
                            .path("access_token")
                            .asText("")
                    : "";
            if (token.isEmpty()) {
                throw new IOException("%s gave no access token (%d)".formatted(oauth.tokenUrl(), answer.statusCode()));
            }
            return new Secret(token);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while waiting for an access token", stopping);
        }
    }
}
