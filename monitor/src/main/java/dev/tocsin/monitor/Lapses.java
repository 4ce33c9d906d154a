package dev.tocsin.monitor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// A verdict that nobody has looked after for two intervals is none: it becomes unknown from the first slot that was
/// missed on, whatever it was before. So a dead node never leaves a green light standing.
final class Lapses {
    private final Monitors monitors;
    private final VerdictListener listener;
    private final MonitorStore store = new MonitorStore();
    private final VerdictLedger ledger = new VerdictLedger();

    Lapses(Monitors monitors, VerdictListener listener) {
        this.monitors = monitors;
        this.listener = listener;
    }

    /// Lets the verdicts of a shard lapse whose time is over at `now`.
    void lapseDue(Handle handle, int shard, Instant now) {
        var changes = new ArrayList<VerdictChange>();
        for (var row : store.unattended(handle, shard, now)) {
            monitors.definition(row.id())
                    .filter(monitor -> !monitor.vantage().isVoted() && lapsed(row, monitor, now))
                    .ifPresent(monitor -> changes.add(lapse(handle, row, monitor, now)));
        }
        if (!changes.isEmpty()) {
            listener.verdictsChanged(handle, List.copyOf(changes));
        }
    }

    /// A look may take up to the timeout, and its settling another moment.
    private static boolean lapsed(MonitorStore.Row row, Monitor monitor, Instant now) {
        return row.lastLookedAt().isPresent()
                && row.lastLookedAt()
                        .get()
                        .plus(monitor.every().multipliedBy(2))
                        .plus(monitor.timeout())
                        .plus(Rounds.ROUND)
                        .isBefore(now);
    }

    private VerdictChange lapse(Handle handle, MonitorStore.Row row, Monitor monitor, Instant now) {
        var last = row.lastLookedAt().orElseThrow();
        var before = row.standing().verdict();
        var lapsed = row.standing().lapsed(last.plus(monitor.every()));
        var reason = "nobody has looked since " + last.truncatedTo(ChronoUnit.SECONDS);
        store.settle(handle, List.of(new MonitorStore.Settled(row.id(), lapsed, last, reason, Optional.empty())));
        ledger.change(handle, row.id(), lapsed.since(), Verdict.UNKNOWN);
        return new VerdictChange(
                row.id(),
                monitor,
                before,
                Verdict.UNKNOWN,
                lapsed.since(),
                now,
                new Observation.Inconclusive(Evidence.none(now), reason),
                false,
                Optional.empty());
    }
}
