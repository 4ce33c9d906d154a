package dev.tocsin.monitor.probe;

/// Why a look got no answer that could be judged. `text` is one sentence for a person.
public sealed interface Fault {

    String text();

    /// The target did it: counts against it.
    record Theirs(String text) implements Fault {}

    /// We did it ourselves, or cannot tell: never counts against the target.
    record Ours(String text) implements Fault {}
}
