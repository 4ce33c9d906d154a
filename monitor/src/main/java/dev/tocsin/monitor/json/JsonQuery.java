package dev.tocsin.monitor.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where in a JSON text to look: a JSONPath such as `$.status` or `$.nodes[*].state`. Equal to any other of the same
/// writing.
public final class JsonQuery {

    private static final Configuration JACKSON = Configuration.builder()
            .jsonProvider(new Nodes())
            .mappingProvider(new JacksonMappingProvider(JsonDocument.JSON))
            .build();

    private final String text;
    private final JsonPath path;

    private JsonQuery(String text, JsonPath path) {
        this.text = text;
        this.path = path;
    }

    /// Reads a path, which begins with `$`.
    /// @throws IllegalArgumentException naming the text and the cure
    public static JsonQuery parse(String text) {
        try {
            if (text.startsWith("$")) {
                return new JsonQuery(text, JsonPath.compile(text));
            }
        } catch (InvalidPathException malformed) {
            throw new IllegalArgumentException(complaint(text), malformed);
        }
        throw new IllegalArgumentException(complaint(text));
    }

    private static String complaint(String text) {
        return "\"" + text + "\" is no JSONPath, write one such as $.status";
    }

    /// Every value that it leads to; none when there is none, or when a function such as `sum()` has nothing to reckon
    /// with.
    List<JsonNode> in(JsonNode document) {
        try {
            @Nullable Object found = path.read(document, JACKSON);
            if (found instanceof ArrayNode all && !path.isDefinite()) {
                return all.valueStream().toList();
            }
            return found == null ? List.of() : List.of(JsonDocument.JSON.valueToTree(found));
        } catch (PathNotFoundException nothing) {
            return List.of();
        } catch (JsonPathException unreckonable) {
            return List.of();
        }
    }

    /// The library's own takes what lies behind the end of a list for a null.
    private static final class Nodes extends JacksonJsonNodeJsonProvider {

        Nodes() {
            super(JsonDocument.JSON);
        }

        @Override
        public Object getArrayIndex(Object list, int index) {
            if (list instanceof ArrayNode nodes && index >= nodes.size()) {
                throw new IndexOutOfBoundsException(index);
            }
            return super.getArrayIndex(list, index);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonQuery query && query.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
