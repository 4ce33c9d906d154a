package dev.tocsin.monitor;

import java.time.Instant;

/// What one look saw.
public sealed interface Observation {

    Evidence evidence();

    /// One sentence for a person: why this outcome.
    String reason();

    /// Every expectation was met. `slow` when the answer took longer than `within` allows, or gives another
    /// warning that makes the target degraded and not down.
    record Passed(Evidence evidence, boolean slow, String reason) implements Observation {}

    /// The target did not do what is expected of it.
    record Failed(Evidence evidence, String reason) implements Observation {}

    /// We could not tell, by our own fault: no route, no file descriptors, our own resolver. Never counts against the
    /// target.
    record Inconclusive(Evidence evidence, String reason) implements Observation {}

    /// From when on it has been so: the beginning of the look, unless the target tells an earlier instant.
    default Instant since() {
        return evidence().facts().flatMap(Facts::since).orElse(evidence().at());
    }

    /// What is left of it when we could not have seen otherwise, because of `why`. Only a failure is doubted.
    default Observation doubted(String why) {
        return switch (this) {
            case Failed failed -> new Inconclusive(failed.evidence(), failed.reason() + "; " + why);
            case Passed _, Inconclusive _ -> this;
        };
    }

    /// The word for the outcome in JSON and SQL.
    default String outcome() {
        return switch (this) {
            case Passed _ -> "passed";
            case Failed _ -> "failed";
            case Inconclusive _ -> "inconclusive";
        };
    }
}
