package dev.tocsin.monitor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/// What must stand at one place of a JSON text. Where `query` leads to several values, each must be so.
public record JsonExpectation(JsonQuery query, JsonCondition condition) {

    /// How it went; `actual` is for a person.
    public record Outcome(boolean passed, String actual) {}

    private static final int MOST_SHOWN = 3;

    /// Judges `document`. Pure.
    public Outcome judge(JsonDocument document) {
        var found = query.in(document.root());
        if (condition instanceof JsonCondition.Absent || found.isEmpty()) {
            var absent = found.isEmpty();
            return new Outcome(
                    absent == condition instanceof JsonCondition.Absent, absent ? "not there" : shown(found));
        }
        var wrong = found.stream().filter(value -> !condition.holds(value)).toList();
        return new Outcome(wrong.isEmpty(), shown(wrong.isEmpty() ? found : wrong));
    }

    private String shown(List<JsonNode> values) {
        var more = values.size() > MOST_SHOWN ? " and " + (values.size() - MOST_SHOWN) + " more" : "";
        return values.stream().limit(MOST_SHOWN).map(this::shown).collect(Collectors.joining(", ")) + more;
    }

    private String shown(JsonNode value) {
        if (value.isContainerNode()) {
            return (value.isArray() ? "a list of " : "an object of ") + value.size();
        }
        var noNumber = condition instanceof JsonCondition.Compared && !value.isNumber();
        return value + (noNumber ? ", which is no number" : "");
    }
}
