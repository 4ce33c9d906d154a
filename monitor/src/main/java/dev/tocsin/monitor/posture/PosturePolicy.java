package dev.tocsin.monitor.posture;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How the findings of one target are taken: by its profile, by what its owner said of single checks, and by the risks
/// that somebody accepted.
///
/// @param wishes by the id of the check
public record PosturePolicy(Profile profile, Map<String, Wish> wishes, List<AcceptedRisk> accepted) {

    /// What the owner said of one check.
    public sealed interface Wish {

        /// It is not to be told at all.
        record Off() implements Wish {}

        /// A failure weighs this much.
        record Weight(Severity severity) implements Wish {}
    }

    /// A risk that somebody took upon themselves for a time.
    ///
    /// @param until the last moment of it: from then on it counts again
    public record AcceptedRisk(String check, String reason, Instant until) {

        public AcceptedRisk {
            if (reason.isBlank()) {
                throw new IllegalArgumentException(
                        "an accepted risk needs a reason; say why " + check + " is accepted");
            }
        }
    }

    public PosturePolicy {
        wishes = Map.copyOf(wishes);
        accepted = List.copyOf(accepted);
    }

    public static PosturePolicy of(Profile profile) {
        return new PosturePolicy(profile, Map.of(), List.of());
    }

    /// The findings as they count at `at`.
    public List<Finding> apply(List<Finding> findings, Instant at) {
        return wishes.isEmpty() && accepted.isEmpty()
                ? findings
                : findings.stream().flatMap(finding -> taken(finding, at)).toList();
    }

    private Stream<Finding> taken(Finding finding, Instant at) {
        var weighed = switch (wishes.getOrDefault(finding.check().id(), new Wish.Weight(finding.severity()))) {
            case Wish.Off _ -> Optional.<Finding>empty();
            case Wish.Weight weight ->
                Optional.of(
                        finding.verdict().compareTo(PostureVerdict.WARN) < 0
                                ? finding
                                : finding.weighing(weight.severity()));
        };
        return weighed.map(known -> accepted(known, at)).stream();
    }

    private Finding accepted(Finding finding, Instant at) {
        if (finding.verdict().compareTo(PostureVerdict.WARN) < 0) {
            return finding;
        }
        return accepted.stream()
                .filter(risk -> risk.check().equals(finding.check().id()) && at.isBefore(risk.until()))
                .findFirst()
                .map(risk -> new Finding(
                        finding.check(),
                        PostureVerdict.INFO,
                        Severity.INFO,
                        finding.summary() + " (accepted until " + risk.until() + ": " + risk.reason() + ")",
                        finding.evidence(),
                        0,
                        0,
                        finding.seenAt()))
                .orElse(finding);
    }
}
