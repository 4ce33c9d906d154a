package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.ConnectionExpectation;
import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.TlsFacts;
import dev.tocsin.monitor.probe.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds a connection against what is expected of it. Pure.
final class ConnectionChecks {

    /// `slow`: it took longer than it should. `complaints` are sentences about what failed.
    record Result(List<Check> checks, boolean slow, List<String> complaints) {}

    private final List<Check> checks = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private boolean slow;

    private ConnectionChecks() {}

    static Result of(ConnectionExpectation expected, Optional<TlsFacts> tls, Instant at, Duration total) {
        var judge = new ConnectionChecks();
        expected.validFor().ifPresent(least -> judge.validFor(least, tls, at));
        expected.within().ifPresent(limit -> judge.within(limit, total, expected.slowIsDown()));
        return new Result(List.copyOf(judge.checks), judge.slow, List.copyOf(judge.complaints));
    }

    private void validFor(Duration least, Optional<TlsFacts> tls, Instant at) {
        var wanted = "until " + at.plus(least) + " or longer";
        var end = tls.filter(seen -> !seen.certificates().isEmpty())
                .map(seen -> seen.certificates().getFirst().notAfter());
        if (end.isEmpty()) {
            fail(
                    "validFor",
                    wanted,
                    "no certificate",
                    "no certificate was shown, expected one valid for " + span(least));
            return;
        }
        var left = Duration.between(at, end.get());
        if (left.compareTo(least) >= 0) {
            checks.add(new Check("validFor", true, wanted, "until " + end.get()));
            return;
        }
        fail(
                "validFor",
                wanted,
                "until " + end.get(),
                "certificate expires in " + Wording.age(left) + " (" + end.get() + "), expected to be valid for "
                        + span(least));
    }

    private void within(Duration limit, Duration total, boolean slowIsDown) {
        var passed = total.compareTo(limit) <= 0;
        slow = !passed;
        checks.add(new Check("within", passed, Wording.duration(limit), Wording.duration(total)));
        if (!passed && slowIsDown) {
            complaints.add("answered in " + Wording.duration(total) + ", expected within " + Wording.duration(limit));
        }
    }

    private void fail(String name, String expected, String actual, String complaint) {
        checks.add(new Check(name, false, expected, actual));
        complaints.add(complaint);
    }

    /// As it was written: 36 hours are not a day.
    private static String span(Duration span) {
        if (span.toHours() % 24 == 0 && span.toMinutesPart() == 0) {
            return span.toDays() + " d";
        }
        return span.toMinutesPart() == 0 ? span.toHours() + " h" : span.toMinutes() + " min";
    }
}
