package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.HttpExpectation;
import java.util.regex.Pattern;

/// Judges the text and the size of a body.
final class BodyChecks {

    private BodyChecks() {}

    static void judge(HttpExpectation expected, Answer answer, Deadline deadline, Findings findings) {
        if (answer.cut()) {
            findings.remark("body", true, "1 MiB is read at most", "longer, only its first 1 MiB was read");
        }
        for (var text : expected.contains()) {
            var passed = answer.text().contains(text);
            var quoted = Wording.quoted(text);
            findings.note("contains", passed, quoted, passed ? quoted : "not found", "body does not contain " + quoted);
        }
        for (var regex : expected.matches()) {
            matches(regex.pattern(), answer.text(), deadline, findings);
        }
        for (var text : expected.absent()) {
            var passed = !answer.text().contains(text);
            var quoted = Wording.quoted(text);
            findings.note("absent", passed, "no " + quoted, passed ? "not found" : quoted, "body contains " + quoted);
        }
        expected.maxBytes().ifPresent(limit -> size(limit, answer, findings));
    }

    private static void matches(Pattern pattern, String text, Deadline deadline, Findings findings) {
        var shown = PatternSearch.shown(pattern);
        switch (PatternSearch.of(pattern, text, deadline)) {
            case PatternSearch.Ended ended ->
                findings.note(
                        "matches",
                        ended.found().isPresent(),
                        shown,
                        ended.found().map(Wording::quoted).orElse("no match"),
                        "body does not match " + shown);
            case PatternSearch.GivenUp given ->
                findings.note(
                        "matches",
                        false,
                        shown,
                        given.actual(),
                        "pattern " + shown + " " + given.complaint() + " this body");
        }
    }

    private static void size(int limit, Answer answer, Findings findings) {
        var actual = (answer.cut() ? "more than " : "") + answer.bytes() + " bytes";
        findings.note(
                "maxBytes",
                !answer.cut() && answer.bytes() <= limit,
                limit + " bytes at most",
                actual,
                "body has " + actual + ", expected " + limit + " at most");
    }
}
