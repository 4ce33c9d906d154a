package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.probe.Fault;

/// A conversation that cannot go on, and whose fault that is. A dialogue has a dozen places where it may break off, and
/// reads as a dialogue only when none of them has to be asked.
final class Breakdown extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    Breakdown(Fault fault) {
        super(fault.text(), null, false, false);
        this.fault = fault;
    }

    /// The target's fault: `text` is one sentence for a person.
    static Breakdown theirs(String text) {
        return new Breakdown(new Fault.Theirs(text));
    }

    static Breakdown ours(String text) {
        return new Breakdown(new Fault.Ours(text));
    }

    Fault fault() {
        return fault;
    }
}
