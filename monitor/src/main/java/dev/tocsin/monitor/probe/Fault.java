package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Observation;

/// Why a look got no answer that could be judged. `text` is one sentence for a person.
public sealed interface Fault {

    String text();

    /// As what became of a look that ended so.
    default Observation observed(Evidence evidence) {
        return switch (this) {
            case Theirs theirs -> new Observation.Failed(evidence, theirs.text());
            case Ours ours -> new Observation.Inconclusive(evidence, ours.text());
        };
    }

    /// The target did it: counts against it.
    record Theirs(String text) implements Fault {}

    /// We did it ourselves, or cannot tell: never counts against the target.
    record Ours(String text) implements Fault {}
}
