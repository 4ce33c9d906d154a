package dev.tocsin.statuspage;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// How the audit trail writes down what was written.
final class Trail {
    private Trail() {}

    static ObjectNode written(ObjectNode json, Written written) {
        return words(json.put("update", written.id().value()), written.words());
    }

    static ObjectNode words(ObjectNode json, Words words) {
        json.put("status", words.phase().word()).put("body", words.body());
        words.impact().ifPresent(impact -> json.put("impact", impact.word()));
        if (!words.components().isEmpty()) {
            var components = json.putArray("components");
            Rows.values(words.components()).forEach(components::add);
        }
        words.nextUpdateBy().ifPresent(by -> json.put("nextUpdateBy", by.toString()));
        return words.silent() ? json.put("silent", true) : json;
    }
}
