package dev.tocsin.app.monitors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.SentJson;
import dev.tocsin.config.Secret;
import jakarta.ws.rs.BadRequestException;

/// Definitions of monitors as JSON.
final class DefinitionJson {

    private DefinitionJson() {}

    /// The object that was sent.
    /// @throws BadRequestException when it is none
    static ObjectNode sent(byte[] body) throws JsonProcessingException {
        return SentJson.object(body, "one monitor, as an entry of monitors: in the settings");
    }

    /// The object that was stored.
    static ObjectNode stored(Secret definition) {
        try {
            return (ObjectNode) SentJson.MAPPER.readTree(definition.reveal());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a definition in the database is no JSON object");
        }
    }

    static Secret secret(JsonNode definition) {
        return new Secret(definition.toString());
    }
}
