package dev.tocsin.monitor.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// One JSON text, read whole. Numbers keep every digit they were written with.
public final class JsonDocument {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode root;

    private JsonDocument(JsonNode root) {
        this.root = root;
    }

    /// Reads `text`.
    /// @throws IllegalArgumentException when `text` is no JSON, with the reason
    public static JsonDocument parse(String text) {
        try {
            var root = JSON.readTree(text);
            if (root.isMissingNode()) {
                throw new IllegalArgumentException("it is empty");
            }
            return new JsonDocument(root);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(where(malformed), malformed);
        }
    }

    private static String where(JsonProcessingException malformed) {
        var at = malformed.getLocation();
        return at == null ? "it cannot be read" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    JsonNode root() {
        return root;
    }
}
