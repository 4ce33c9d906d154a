package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Evidence.Check;
import java.util.ArrayList;
import java.util.List;

/// What the judges of one answer have found: a [Check] for each expectation, and a sentence for each that was broken.
final class Findings {

    private final List<Check> checks = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    void note(String name, boolean passed, String expected, String actual, String complaint) {
        remark(name, passed, expected, actual);
        if (!passed) {
            complaints.add(complaint);
        }
    }

    /// A check that breaks nothing, whatever came of it.
    void remark(String name, boolean passed, String expected, String actual) {
        checks.add(new Check(name, passed, Wording.cut(expected), Wording.cut(actual)));
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }
}
