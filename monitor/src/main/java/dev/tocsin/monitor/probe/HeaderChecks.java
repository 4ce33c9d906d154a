package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.HeaderExpectation;
import java.util.List;
import java.util.regex.Pattern;

/// Judges the headers of an answer.
final class HeaderChecks {

    private HeaderChecks() {}

    static void judge(List<HeaderExpectation> expected, Answer answer, Deadline deadline, Findings findings) {
        for (var one : expected) {
            var values = answer.headers().values(one.name());
            if (one.absent()) {
                absent(one.name(), values, findings);
            }
            for (var regex : one.patterns()) {
                matches(one.name(), regex.pattern(), values, deadline, findings);
            }
        }
    }

    private static void absent(String name, List<String> values, Findings findings) {
        findings.note(
                "header",
                values.isEmpty(),
                "no " + name,
                values.isEmpty() ? "not there" : shown(values),
                "header " + name + " is there, expected none");
    }

    private static void matches(
            String name, Pattern pattern, List<String> values, Deadline deadline, Findings findings) {
        var shown = name + " " + PatternSearch.shown(pattern);
        var actual = values.isEmpty() ? "not there" : shown(values);
        var complaint = "header " + name
                + (values.isEmpty() ? " is not there" : " is " + actual)
                + ", expected " + PatternSearch.shown(pattern);
        for (var value : values) {
            switch (PatternSearch.of(pattern, value, deadline)) {
                case PatternSearch.Ended ended -> {
                    if (ended.found().isPresent()) {
                        findings.note("header", true, shown, Wording.quoted(value), "");
                        return;
                    }
                }
                case PatternSearch.GivenUp given -> {
                    actual = given.actual();
                    complaint = "pattern " + PatternSearch.shown(pattern) + " " + given.complaint() + " header " + name;
                }
            }
        }
        findings.note("header", false, shown, actual, complaint);
    }

    private static String shown(List<String> values) {
        return Wording.quoted(values.getFirst()) + (values.size() > 1 ? " and " + (values.size() - 1) + " more" : "");
    }
}
