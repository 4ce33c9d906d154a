package dev.tocsin.monitor;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Who wants to know of verdict changes; the rooms above implement it.
public interface VerdictListener {

    /// Called inside the transaction that settles the looks, so that what follows from a change commits with it. Writes
    /// rows only: no network, no transaction of its own. What it throws undoes the settling, which is tried again.
    void verdictsChanged(Handle handle, List<VerdictChange> changes);

    /// Called when something begins to hold the paging for a monitor that is down already.
    void held(Handle handle, MonitorId monitor, Hold hold, Instant at);

    /// Called when what held the paging for a monitor is over, and the monitor is down still.
    void released(Handle handle, MonitorId monitor, Hold hold, Instant at);

    /// Called inside the transaction that stops watching a monitor: what was open because of it has no cause any more.
    /// `by` is who took it away.
    void retired(Handle handle, MonitorId monitor, Instant at, String by);

    /// Called inside the transaction in which `by` pauses a monitor: nobody can tell any more whether what was open
    /// because of it is over.
    void paused(Handle handle, MonitorId monitor, Instant at, String by);
}
