package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.HttpExpectation.StatusRange;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Holds an answer against what is expected of it: one [Check] for each expectation, and the words for those that
/// failed. Pure, but for the patterns, which give up at a deadline.
final class Checks {

    /// `slow`: the only thing wrong is the time it took. `complaints` are sentences about what failed.
    record Result(List<Check> checks, boolean slow, List<String> complaints) {}

    private Checks() {}

    static Result of(HttpExpectation expected, Answer answer, Deadline deadline) {
        var findings = new Findings();
        status(expected.status(), answer.status(), findings);
        BodyChecks.judge(expected, answer, deadline, findings);
        JsonChecks.judge(expected.json(), answer, findings);
        HeaderChecks.judge(expected.headers(), answer, deadline, findings);
        TraitChecks.judge(expected.traits(), answer, findings);
        expected.within().ifPresent(limit -> within(limit, answer.total(), expected.slowIsDown(), findings));
        var slow = expected.within()
                .filter(limit -> answer.total().compareTo(limit) > 0)
                .isPresent();
        return new Result(findings.checks(), slow, findings.complaints());
    }

    /// Where nothing is said about the status, an answer must be a success.
    private static void status(List<StatusRange> wanted, int status, Findings findings) {
        var allowed = wanted.isEmpty() ? HttpExpectation.ANY_SUCCESS.status() : wanted;
        var expected = allowed.stream().map(StatusRange::toString).collect(Collectors.joining(", "));
        var passed = allowed.stream().anyMatch(range -> range.holds(status));
        findings.note("status", passed, expected, "" + status, "status " + status + ", expected " + expected);
    }

    private static void within(Duration limit, Duration total, boolean slowIsDown, Findings findings) {
        var passed = total.compareTo(limit) <= 0;
        var expected = Wording.duration(limit);
        var actual = Wording.duration(total);
        if (slowIsDown) {
            findings.note(
                    "within", passed, expected, actual, "answered in " + actual + ", expected within " + expected);
        } else {
            findings.remark("within", passed, expected, actual);
        }
    }
}
