package dev.tocsin.monitor;

import dev.tocsin.db.Wakes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What follows from changes of verdicts, in the transaction that found them.
final class Consequences {
    private static final Duration OF_LATE = Duration.ofMinutes(30);
    private static final int CHANGES_BELIEVED = 6;

    private final VerdictListener listener;
    private final Holds holds;
    private final VerdictLedger ledger = new VerdictLedger();

    Consequences(VerdictListener listener, Holds holds) {
        this.listener = listener;
        this.holds = holds;
    }

    void of(Handle handle, List<VerdictChange> changes) {
        if (!changes.isEmpty()) {
            listener.verdictsChanged(
                    handle,
                    changes.stream().map(change -> weighed(handle, change)).toList());
            Wakes.signal(handle, "status");
        }
    }

    /// The change together with what speaks against calling somebody for it.
    private VerdictChange weighed(Handle handle, VerdictChange change) {
        var hold = change.after() == Verdict.DOWN
                ? holds.on(handle, change.monitor(), change.confirmedAt())
                : Optional.<Hold>empty();
        if (hold.isPresent() || change.before() == Verdict.DOWN) {
            holds.note(handle, change.monitorId(), hold);
        }
        var ofLate =
                ledger.changes(handle, change.monitorId(), change.confirmedAt().minus(OF_LATE));
        return change.weighed(ofLate > CHANGES_BELIEVED, hold);
    }
}
