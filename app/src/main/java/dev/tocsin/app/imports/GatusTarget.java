package dev.tocsin.app.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Tells by an endpoint's address what kind of monitor it is, and how it is asked.
final class GatusTarget {
    /// What Go's client follows, and ours would not.
    private static final int GO_FOLLOWS = 10;

    private static final Set<String> WITH_PORT = Set.of("tcp", "tls", "starttls", "grpc", "grpcs");

    private GatusTarget() {}

    /// False where we have nothing of the kind.
    static boolean read(ForeignMapping endpoint, String url, Draft draft) {
        if (endpoint.has("dns")) {
            dns(endpoint, url, draft);
            return true;
        }
        var parts = url.split("://", 2);
        if (parts.length < 2) {
            return false;
        }
        var settings = draft.settings();
        var scheme = parts[0].toLowerCase(Locale.ROOT);
        var address = parts[1].replaceFirst("/.*$", "");
        if (!(WITH_PORT.contains(scheme) ? Addresses.hostAndPort(address) : Addresses.url(url))) {
            return false;
        }
        switch (scheme) {
            case "http", "https" -> http(endpoint, url, draft);
            case "tcp" -> settings.put("tcp", address);
            case "tls" -> settings.put("tls", address);
            case "starttls" -> settings.put("smtp", address).put("tls", "starttls");
            case "icmp" -> settings.put("icmp", address);
            case "ws", "wss" -> {
                settings.put("websocket", url);
                headers(endpoint, draft);
            }
            case "grpc" -> settings.put("grpc", address).put("plaintext", true);
            case "grpcs" -> settings.put("grpc", address);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void http(ForeignMapping endpoint, String url, Draft draft) {
        var settings = draft.settings().put("http", url);
        endpoint.text("method").ifPresent(method -> settings.put("method", method));
        var headers = headers(endpoint, draft);
        var graphql = endpoint.flag("graphql").orElse(false);
        endpoint.text("body").ifPresent(body -> settings.put("body", graphql ? query(body) : body));
        if (graphql && !headers.containsKey("Content-Type")) {
            settings.withObjectProperty("headers").put("Content-Type", "application/json");
        }
        ForeignClient.bodyless(draft);
        settings.put("follow", GO_FOLLOWS);
    }

    private static Map<String, String> headers(ForeignMapping endpoint, Draft draft) {
        var headers = endpoint.entries("headers");
        if (!headers.isEmpty()) {
            headers.forEach(draft.settings().withObjectProperty("headers")::put);
        }
        return headers;
    }

    private static String query(String body) {
        return JsonNodeFactory.instance.objectNode().put("query", body).toString();
    }

    /// There the address is that of the server.
    private static void dns(ForeignMapping endpoint, String url, Draft draft) {
        endpoint.mapping("dns").ifPresent(dns -> {
            draft.settings()
                    .put("dns", dns.text("query-name").orElse("."))
                    .put("server", url.replaceFirst("^\\w+://", ""));
            dns.text("query-type").ifPresent(type -> RecordTypes.put(type, draft));
        });
    }
}
