package dev.tocsin.app.judging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One line of input: a JSON object whose fields are asked for by name and kind. What is not asked for is left alone,
/// so a line may carry notes.
public record Line(ObjectNode fields) {

    /// A line that cannot be judged; the message names the field and what it should hold.
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> new Unreadable(name + " is missing, give a text"));
    }

    Optional<String> optionalText(String name) {
        return value(name).map(value -> {
            if (!value.isTextual()) {
                throw new Unreadable(name + " is " + value + ", give a text");
            }
            return value.textValue();
        });
    }

    boolean flag(String name, boolean otherwise) {
        return value(name)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw new Unreadable(name + " is " + value + ", give true or false");
                    }
                    return value.booleanValue();
                })
                .orElse(otherwise);
    }

    double number(String name) {
        var value = value(name).orElseThrow(() -> new Unreadable(name + " is missing, give a number"));
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw new Unreadable(name + " is " + value + ", give a number");
        }
        return value.doubleValue();
    }

    /// One text, or a list of them; none where the field is missing.
    List<String> texts(String name) {
        return value(name).map(value -> texts(name, value)).orElse(List.of());
    }

    private static List<String> texts(String name, JsonNode value) {
        if (value.isTextual()) {
            return List.of(value.textValue());
        }
        var texts = new ArrayList<String>();
        if (!value.isArray()) {
            throw new Unreadable(name + " is " + value + ", give a list of texts");
        }
        for (var one : value) {
            if (!one.isTextual()) {
                throw new Unreadable(name + " holds " + one + ", give texts");
            }
            texts.add(one.textValue());
        }
        return texts;
    }

    ObjectNode object(String name) {
        return value(name)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseThrow(() -> new Unreadable(name + " is missing, give an object"));
    }

    Instant moment(String name, Instant otherwise) {
        return optionalText(name)
                .map(text -> {
                    try {
                        return Instant.parse(text);
                    } catch (DateTimeException odd) {
                        throw new Unreadable(
                                name + " is \"" + text + "\", give an instant such as 2026-03-01T12:00:00Z");
                    }
                })
                .orElse(otherwise);
    }

    private Optional<JsonNode> value(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isNull());
    }

    static ObjectNode answer() {
        return JsonNodeFactory.instance.objectNode();
    }
}
