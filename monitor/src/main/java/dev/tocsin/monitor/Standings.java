package dev.tocsin.monitor;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// How everything that is watched stands and stood, for the rooms above to read in transactions of their own.
public final class Standings {
    private final MonitorStore store = new MonitorStore();
    private final VerdictLedger ledger = new VerdictLedger();

    /// All that is watched, by name.
    public List<MonitorState> states(Handle handle) {
        return store.states(handle);
    }

    /// The verdict intervals that were still running after `from`, by monitor and oldest first, of what is watched.
    public List<VerdictInterval> intervals(Handle handle, Instant from) {
        return ledger.since(handle, from);
    }
}
