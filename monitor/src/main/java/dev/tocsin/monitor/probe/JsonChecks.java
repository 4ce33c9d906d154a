package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.json.JsonDocument;
import dev.tocsin.monitor.json.JsonExpectation;
import java.util.List;

/// Judges the values in a body that is JSON. A body that is none breaks every expectation of it.
final class JsonChecks {

    private JsonChecks() {}

    static void judge(List<JsonExpectation> expected, Answer answer, Findings findings) {
        if (expected.isEmpty()) {
            return;
        }
        try {
            var document = JsonDocument.parse(answer.text());
            for (var one : expected) {
                note(one, one.judge(document), findings);
            }
        } catch (IllegalArgumentException malformed) {
            var why = answer.cut() ? "it is longer than 1 MiB" : String.valueOf(malformed.getMessage());
            for (var one : expected) {
                findings.note(
                        "json", false, expected(one), "no JSON", "body is no JSON that could be read (" + why + ")");
            }
        } catch (StackOverflowError _) {
            for (var one : expected) {
                findings.note("json", false, expected(one), "too deep", "JSON of the body goes too deep");
            }
        }
    }

    private static void note(JsonExpectation one, JsonExpectation.Outcome outcome, Findings findings) {
        findings.note(
                "json",
                outcome.passed(),
                expected(one),
                outcome.actual(),
                one.query() + " is " + Wording.cut(outcome.actual()) + ", expected "
                        + Wording.cut(one.condition().words()));
    }

    private static String expected(JsonExpectation one) {
        return one.query() + " " + one.condition().words();
    }
}
