package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Holds what came against what is expected, one [Check] after the other, and says what follows: failed when an
/// expectation was not met, degraded when all that is wrong is a warning.
public final class Assessment {

    private static final int LONGEST_REASON = 1000;

    private final List<Check> checks = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /// An expectation that must be met. `complaint` is a sentence for when it is not.
    public void expect(String name, boolean passed, String expected, String actual, String complaint) {
        note(name, passed, expected, actual, complaint, complaints);
    }

    /// An expectation whose miss makes the target degraded.
    public void prefer(String name, boolean passed, String expected, String actual, String warning) {
        note(name, passed, expected, actual, warning, warnings);
    }

    /// Whether `took` is within `pace`. `what` begins the sentence: "answered in".
    public void within(Pace pace, Duration took, String what) {
        pace.within().ifPresent(limit -> {
            var expected = Wording.duration(limit);
            var actual = Wording.duration(took);
            note(
                    "within",
                    took.compareTo(limit) <= 0,
                    expected,
                    actual,
                    what + " " + actual + ", expected within " + expected,
                    pace.slowIsDown() ? complaints : warnings);
        });
    }

    private void note(
            String name, boolean passed, String expected, String actual, String sentence, List<String> onFailure) {
        checks.add(new Check(name, passed, Wording.cut(expected), Wording.cut(actual)));
        if (!passed) {
            onFailure.add(sentence);
        }
    }

    /// What follows from all of it. `praise` is the sentence for when nothing is wrong.
    public Observation observation(Function<List<Check>, Evidence> evidence, String praise) {
        var kept = evidence.apply(List.copyOf(checks));
        if (!complaints.isEmpty()) {
            return new Observation.Failed(kept, sentence(complaints));
        }
        return new Observation.Passed(kept, !warnings.isEmpty(), warnings.isEmpty() ? praise : sentence(warnings));
    }

    private static String sentence(List<String> parts) {
        return Wording.printable(String.join("; ", parts), LONGEST_REASON);
    }
}
