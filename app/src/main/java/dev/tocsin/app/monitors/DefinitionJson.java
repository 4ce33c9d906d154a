package dev.tocsin.app.monitors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.config.Secret;
import jakarta.ws.rs.BadRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Definitions as JSON: strict, for what is said twice or behind the end is a slip; numbers as they are written.
public final class DefinitionJson {
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private DefinitionJson() {}

    /// The object that was sent.
    /// @throws BadRequestException when it is none
    static ObjectNode sent(byte[] body) throws JsonProcessingException {
        return sent(body, "one monitor, as an entry of monitors: in the settings");
    }

    /// The same where `wanted` is wanted.
    public static ObjectNode sent(byte[] body, String wanted) throws JsonProcessingException {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException fault) {
            if (String.valueOf(fault.getOriginalMessage()).startsWith("Duplicate field")) {
                throw new BadRequestException("line %d of the body has a key that stands twice: keep one of the two"
                        .formatted(fault.getLocation().getLineNr()));
            }
            throw fault;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        throw new BadRequestException("the body is no JSON object: send " + wanted);
    }

    /// The object that was stored.
    static ObjectNode stored(Secret definition) {
        try {
            return (ObjectNode) MAPPER.readTree(definition.reveal());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a definition in the database is no JSON object");
        }
    }

    static Secret secret(JsonNode definition) {
        return new Secret(definition.toString());
    }
}
