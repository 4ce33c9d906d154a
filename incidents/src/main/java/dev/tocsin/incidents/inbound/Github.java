package dev.tocsin.incidents.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.config.Secret;
import dev.tocsin.incidents.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// Reads GitHub's [webhooks](https://docs.github.com/en/webhooks/webhook-events-and-payloads): alerts of Dependabot and
/// of secret scanning. A secret that was found is never repeated, only its kind is.
public final class Github {
    private static final String SIGNED = "sha256=";

    private Github() {}

    /// Whether GitHub has signed `body` with `secret`
    /// ([how](https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries)).
    ///
    /// @param signature the header `X-Hub-Signature-256`
    public static boolean isSigned(byte[] body, String signature, Secret secret) {
        var right = SIGNED + HexFormat.of().formatHex(secret.hmacSha256(body));
        return MessageDigest.isEqual(
                right.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    /// The event of one delivery.
    ///
    /// @param kind the header `X-GitHub-Event`
    /// @throws Unreadable when it is not what its kind says
    public static Event read(String kind, JsonNode body) throws Unreadable {
        return switch (kind) {
            case "dependabot_alert" -> dependabot(body);
            case "secret_scanning_alert" -> secretScanning(body);
            case "ping" -> new Event.Ignored("ping", "GitHub tries the way");
            default -> new Event.Ignored(kind, "events of this kind page nobody");
        };
    }

    private static Event dependabot(JsonNode body) throws Unreadable {
        var key = key("dependabot", body);
        var advisory = body.path("alert").path("security_advisory");
        var thing = body.path("alert")
                .path("dependency")
                .path("package")
                .path("name")
                .asText("a dependency");
        return switch (body.path("action").asText()) {
            case "created", "reopened", "reintroduced", "auto_reopened" ->
                new Event.Trigger(
                        key,
                        "%s: %s has a known hole".formatted(repository(body), thing),
                        "%s %s"
                                .formatted(
                                        advisory.path("summary").asText(),
                                        body.path("alert").path("html_url").asText())
                                .strip(),
                        severity(advisory.path("severity").asText()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
            case "fixed", "dismissed", "auto_dismissed" -> new Event.Resolve(key);
            default -> ignored(key, body);
        };
    }

    private static Event secretScanning(JsonNode body) throws Unreadable {
        var key = key("secret", body);
        var alert = body.path("alert");
        return switch (body.path("action").asText()) {
            case "created", "reopened", "publicly_leaked" ->
                new Event.Trigger(
                        key,
                        "%s: a secret was found in the code".formatted(repository(body)),
                        "%s %s"
                                .formatted(
                                        alert.path("secret_type_display_name")
                                                .asText(alert.path("secret_type")
                                                        .asText("a secret")),
                                        alert.path("html_url").asText())
                                .strip(),
                        Severity.CRITICAL,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
            case "resolved", "revoked" -> new Event.Resolve(key);
            default -> ignored(key, body);
        };
    }

    private static Event ignored(String key, JsonNode body) {
        return new Event.Ignored(
                key,
                "the action \"%s\" pages nobody".formatted(body.path("action").asText()));
    }

    private static String key(String kind, JsonNode body) throws Unreadable {
        var number = body.path("alert").path("number");
        if (!number.isIntegralNumber() || repository(body).isBlank()) {
            throw new Unreadable("alert.number or repository.full_name is missing");
        }
        return "%s:%s:%d".formatted(repository(body), kind, number.longValue());
    }

    private static String repository(JsonNode body) {
        return body.path("repository").path("full_name").asText();
    }

    private static Severity severity(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "critical" -> Severity.CRITICAL;
            case "high" -> Severity.MAJOR;
            default -> Severity.MINOR;
        };
    }
}
