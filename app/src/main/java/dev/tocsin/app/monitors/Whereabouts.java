package dev.tocsin.app.monitors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// To whom a definition hands its secrets. Pure.
record Whereabouts(Map<String, String> keys) {

    /// These say how and when, and what is asked; none says of whom.
    private static final Set<String> ELSEWISE = Set.of(
            "name",
            "every",
            "timeout",
            "confirm",
            "policy",
            "severity",
            "autoResolve",
            "component",
            "dependsOn",
            "quorum",
            "expect",
            "method",
            "headers",
            "body",
            "auth",
            "steps",
            "follow",
            "ipFamily",
            "httpVersion",
            "heartbeat");

    static Whereabouts of(ObjectNode definition) {
        var keys = new HashMap<String, String>();
        for (var entry : definition.properties()) {
            if (!ELSEWISE.contains(entry.getKey())) {
                keys.put(entry.getKey(), place(entry.getValue()));
            }
        }
        return new Whereabouts(Map.copyOf(keys));
    }

    /// Of a URL its origin: another path is of the same party.
    private static String place(JsonNode value) {
        try {
            var url = new URI(value.asText());
            return url.getHost() == null
                    ? value.toString()
                    : url.getScheme() + "://" + url.getHost() + ":" + url.getPort();
        } catch (URISyntaxException other) {
            return value.toString();
        }
    }
}
