package dev.tocsin.monitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Writes down what polls come to. The rows of their monitors are locked by the caller.
final class Rulings {
    private final Supplier<String> here;
    private final Panels panels;
    private final VoteStore store = new VoteStore();
    private final VerdictLedger ledger = new VerdictLedger();

    /// @param here what people call the server's own place
    Rulings(Supplier<String> here, Panels panels) {
        this.here = here;
        this.panels = panels;
    }

    /// Answers what changed. `newest` holds the looks that led to it, where there were any.
    List<VerdictChange> write(Handle handle, List<Poll> polls, Map<MonitorId, Observation> newest, Instant now) {
        var ruled = new ArrayList<VoteStore.Ruled>();
        var changes = new ArrayList<VerdictChange>();
        for (var poll : polls) {
            var outcome = poll.outcome(now);
            var reason = Tally.words(outcome.votes(), outcome.verdict(), this::name);
            ruled.add(new VoteStore.Ruled(
                    poll.id(),
                    outcome.verdict(),
                    outcome.since(),
                    poll.lastLookedAt(),
                    reason,
                    poll.monitor().vantage().word()));
            panels.rule(poll.id(), outcome.verdict());
            if (outcome.verdict() != poll.verdict()) {
                ledger.change(handle, poll.id(), outcome.since(), outcome.verdict());
                var evidence = Optional.ofNullable(newest.get(poll.id()))
                        .map(Observation::evidence)
                        .orElseGet(() -> Evidence.none(now));
                changes.add(new VerdictChange(
                        poll.id(),
                        poll.monitor(),
                        poll.verdict(),
                        outcome.verdict(),
                        outcome.since(),
                        evidence.at(),
                        said(outcome.verdict(), evidence, reason),
                        false,
                        Optional.empty()));
            }
        }
        store.rule(handle, ruled);
        return changes;
    }

    /// The verdict of several as if one look had led to it, for those who tell people why.
    private static Observation said(Verdict verdict, Evidence evidence, String reason) {
        return switch (verdict) {
            case UP -> new Observation.Passed(evidence, false, reason);
            case DEGRADED -> new Observation.Passed(evidence, true, reason);
            case PARTIAL, DOWN -> new Observation.Failed(evidence, reason);
            case UNKNOWN -> new Observation.Inconclusive(evidence, reason);
        };
    }

    private String name(Location location) {
        return location.isHere() ? here.get() : location.name();
    }
}
