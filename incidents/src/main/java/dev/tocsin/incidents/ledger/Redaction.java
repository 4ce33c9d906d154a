package dev.tocsin.incidents.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Takes a person out of what was written. Pure.
final class Redaction {
    private final Pattern traces;
    private final String instead;

    /// @param traces their name and addresses: wherever one stands as a word of its own it is replaced
    Redaction(List<String> traces, String instead) {
        this.traces = Pattern.compile(traces.stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}])")));
        this.instead = instead;
    }

    JsonNode of(JsonNode node) {
        return switch (node) {
            case TextNode text -> TextNode.valueOf(of(text.textValue()));
            case ArrayNode list -> {
                var redacted = JsonNodeFactory.instance.arrayNode();
                list.forEach(one -> redacted.add(of(one)));
                yield redacted;
            }
            default -> {
                if (!node.isObject()) {
                    yield node;
                }
                var redacted = JsonNodeFactory.instance.objectNode();
                node.properties().forEach(field -> redacted.set(field.getKey(), of(field.getValue())));
                yield redacted;
            }
        };
    }

    String of(String text) {
        return traces.matcher(text).replaceAll(java.util.regex.Matcher.quoteReplacement(instead));
    }
}
