package dev.tocsin.incidents.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the last audit found, whichever node made it.
///
/// @param at when it was; empty before the first one
/// @param passed whether pages can be trusted to arrive
/// @param failingSince since when they cannot
/// @param suspected kinds that it saw, believed or not
/// @param found what is believed to be wrong, a sentence each
/// @param proof when people were last proven to be reached
public record AuditStanding(
        Optional<Instant> at,
        boolean passed,
        Optional<Instant> failingSince,
        Set<Kind> suspected,
        List<String> found,
        Optional<Proof> proof) {

    /// An audit older than this says nothing: nobody looks.
    public static final Duration FRESH = Duration.ofMinutes(3);

    /// A page that proved that people can be reached; `by` says how, for people.
    public record Proof(Instant at, String by) {}

    public AuditStanding {
        suspected = Set.copyOf(suspected);
        found = List.copyOf(found);
    }

    /// Whether the last audit is young enough to mean something.
    public boolean fresh(Instant now) {
        return at.filter(last -> Duration.between(last, now).abs().compareTo(FRESH) <= 0)
                .isPresent();
    }

    /// Whether the world may be told that we are well.
    public boolean well(Instant now) {
        return passed && fresh(now);
    }
}
