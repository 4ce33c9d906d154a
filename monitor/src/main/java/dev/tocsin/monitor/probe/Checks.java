package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.Probe.Expectation;
import dev.tocsin.monitor.Probe.StatusRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Holds an answer against what is expected of it: one [Check] for each expectation, and the words for those that
/// failed. Pure, but for the patterns, which give up at a deadline.
final class Checks {

    /// What came. `text` is the body as far as it was read, `cut` tells that there was more.
    record Answer(int status, String text, boolean cut, Duration total) {}

    /// `slow`: the only thing wrong is the time it took. `complaints` are sentences about what failed.
    record Result(List<Check> checks, boolean slow, List<String> complaints) {}

    /// Where nothing is said about the status, an answer must be a success.
    private static final List<StatusRange> SUCCESS = List.of(new StatusRange(200, 299));

    private final List<Check> checks = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private boolean slow;

    private Checks() {}

    static Result of(Expectation expected, Answer answer, Deadline deadline) {
        var judge = new Checks();
        judge.status(expected.status().isEmpty() ? SUCCESS : expected.status(), answer.status());
        judge.body(expected, answer, deadline);
        expected.within().ifPresent(limit -> judge.within(limit, answer.total(), expected.slowIsDown()));
        return new Result(List.copyOf(judge.checks), judge.slow, List.copyOf(judge.complaints));
    }

    private void status(List<StatusRange> allowed, int status) {
        var expected = allowed.stream().map(StatusRange::toString).collect(Collectors.joining(", "));
        var passed = allowed.stream().anyMatch(range -> range.holds(status));
        note("status", passed, expected, "" + status, "status " + status + ", expected " + expected);
    }

    private void body(Expectation expected, Answer answer, Deadline deadline) {
        if (answer.cut()) {
            note("body", true, "1 MiB is read at most", "longer, only its first 1 MiB was read", "");
        }
        for (var text : expected.contains()) {
            var passed = answer.text().contains(text);
            var quoted = Wording.quoted(text);
            note("contains", passed, quoted, passed ? quoted : "not found", "body does not contain " + quoted);
        }
        for (var pattern : expected.matches()) {
            matches(pattern, answer.text(), deadline);
        }
        for (var text : expected.absent()) {
            var passed = !answer.text().contains(text);
            var quoted = Wording.quoted(text);
            note("absent", passed, "no " + quoted, passed ? "not found" : quoted, "body contains " + quoted);
        }
    }

    private void matches(Pattern pattern, String text, Deadline deadline) {
        var shown = "/" + Wording.cut(pattern.pattern()) + "/";
        try {
            var matcher = pattern.matcher(new BoundedText(text, deadline));
            var passed = matcher.find();
            var actual = passed ? Wording.quoted(text.substring(matcher.start(), matcher.end())) : "no match";
            note("matches", passed, shown, actual, "body does not match " + shown);
        } catch (BoundedText.OutOfTime _) {
            note("matches", false, shown, "no result in time", "pattern " + shown + " found no end in this body");
        } catch (StackOverflowError _) {
            note("matches", false, shown, "too deep", "pattern " + shown + " goes too deep for this body");
        }
    }

    private void within(Duration limit, Duration total, boolean slowIsDown) {
        var passed = total.compareTo(limit) <= 0;
        slow = !passed;
        var expected = Wording.duration(limit);
        var actual = Wording.duration(total);
        var complaint = "answered in " + actual + ", expected within " + expected;
        checks.add(new Check("within", passed, expected, actual));
        if (!passed && slowIsDown) {
            complaints.add(complaint);
        }
    }

    private void note(String name, boolean passed, String expected, String actual, String complaint) {
        checks.add(new Check(name, passed, Wording.cut(expected), Wording.cut(actual)));
        if (!passed) {
            complaints.add(complaint);
        }
    }
}
