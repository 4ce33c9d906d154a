package dev.tocsin.monitor;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Who wants to know of verdict changes; the rooms above implement it.
public interface VerdictListener {

    /// Called inside the transaction that settles the looks, so that what follows from a change commits with it. Writes
    /// rows only: no network, no transaction of its own. What it throws undoes the settling, which is tried again.
    void verdictsChanged(Handle handle, List<VerdictChange> changes);

    /// Called inside the transaction that stops watching a monitor: what was open because of it has no cause any more.
    void retired(Handle handle, MonitorId monitor, Instant at);
}
