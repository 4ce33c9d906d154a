package dev.tocsin.app.monitors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// JSON Merge Patch (RFC 7396). Pure.
final class MergePatch {

    private MergePatch() {}

    /// `target` with what `patch` says: null takes a key away, an object is merged, all else takes its place.
    static ObjectNode apply(ObjectNode target, ObjectNode patch) {
        var merged = target.deepCopy();
        patch.properties().forEach(entry -> {
            var key = entry.getKey();
            if (entry.getValue().isNull()) {
                merged.remove(key);
            } else {
                merged.set(key, value(merged.get(key), entry.getValue()));
            }
        });
        return merged;
    }

    private static JsonNode value(@Nullable JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode keys)) {
            return patch;
        }
        return apply(target instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(), keys);
    }
}
