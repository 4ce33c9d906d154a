package dev.tocsin.app.monitors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.config.FieldPath;
import java.util.ArrayList;
import java.util.List;

/// Secrets that callers cannot see and yet send back: who reads a definition, changes a part and writes it again sends
/// what was shown in the place of a secret. Pure.
final class Redaction {
    static final String MARK = "[redacted]";

    private Redaction() {}

    /// `next` with the `stored` value wherever it holds what is `shown` for a secret.
    static ObjectNode restored(ObjectNode next, ObjectNode shown, ObjectNode stored) {
        return (ObjectNode) value(next, shown, stored);
    }

    private static JsonNode value(JsonNode next, JsonNode shown, JsonNode stored) {
        return switch (next) {
            case ObjectNode keys -> {
                var restored = JsonNodeFactory.instance.objectNode();
                for (var entry : keys.properties()) {
                    var key = entry.getKey();
                    restored.set(key, value(entry.getValue(), shown.path(key), stored.path(key)));
                }
                yield restored;
            }
            // In a list of another length nobody knows which is which.
            case ArrayNode items
            when items.size() == stored.size() -> {
                var restored = JsonNodeFactory.instance.arrayNode();
                for (var i = 0; i < items.size(); i++) {
                    restored.add(value(items.get(i), shown.path(i), stored.path(i)));
                }
                yield restored;
            }
            default -> next.isTextual() && next.equals(shown) ? stored : next;
        };
    }

    /// Where `definition` holds the mark itself: there is no secret behind it.
    static List<FieldPath> marks(JsonNode definition) {
        var found = new ArrayList<FieldPath>();
        walk(FieldPath.ROOT, definition, MissingNode.getInstance(), (path, value, _) -> {
            if (value.asText().equals(MARK)) {
                found.add(path);
            }
        });
        return found;
    }

    /// The secrets of `definition` that its sender did not give: those that `shown` hides, and that are not in what was
    /// `sent` by their value.
    static List<FieldPath> carried(ObjectNode definition, ObjectNode shown, ObjectNode sent) {
        var hidden = new ArrayList<FieldPath>();
        walk(FieldPath.ROOT, definition, shown, (path, value, seen) -> {
            if (!seen.isMissingNode() && !seen.asText().equals(value.asText())) {
                hidden.add(path);
            }
        });
        walk(FieldPath.ROOT, sent, definition, (path, value, kept) -> {
            if (value.asText().equals(kept.asText())) {
                hidden.remove(path);
            }
        });
        return hidden;
    }

    private interface Visit {
        void at(FieldPath path, JsonNode value, JsonNode beside);
    }

    /// Visits every value of `value` that holds no others, with what stands `beside` it in another document.
    private static void walk(FieldPath path, JsonNode value, JsonNode beside, Visit visit) {
        switch (value) {
            case ObjectNode keys -> {
                for (var entry : keys.properties()) {
                    var key = entry.getKey();
                    walk(path.key(key), entry.getValue(), beside.path(key), visit);
                }
            }
            case ArrayNode items -> {
                for (var i = 0; i < items.size(); i++) {
                    walk(path.item(i), items.get(i), beside.path(i), visit);
                }
            }
            default -> visit.at(path, value, beside);
        }
    }
}
