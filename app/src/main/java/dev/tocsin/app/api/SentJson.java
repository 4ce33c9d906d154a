package dev.tocsin.app.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.BadRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Reads the JSON that callers send: strictly, for what is said twice or behind the end is a slip; numbers as they are
/// written.
public final class SentJson {
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SentJson() {}

    /// The object that was sent; `wanted` says what it should have been.
    /// @throws BadRequestException when it is none
    public static ObjectNode object(byte[] body, String wanted) throws JsonProcessingException {
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
}
