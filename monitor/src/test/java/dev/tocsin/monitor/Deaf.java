package dev.tocsin.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Hears of everything that looks bring about, and does nothing.
public class Deaf implements VerdictListener, SightListener, LookMeter {
    @Override
    public void verdictsChanged(Handle handle, List<VerdictChange> changes) {}

    @Override
    public void held(Handle handle, MonitorId monitor, Hold hold, Instant at) {}

    @Override
    public void released(Handle handle, MonitorId monitor, Hold hold, Instant at) {}

    @Override
    public void retired(Handle handle, MonitorId monitor, Instant at, String by) {}

    @Override
    public void paused(Handle handle, MonitorId monitor, Instant at, String by) {}

    @Override
    public void lost(String why) {}

    @Override
    public void regained() {}

    @Override
    public void claimed(int shard) {}

    @Override
    public void began(Duration late) {}

    @Override
    public void missed(long slots) {}
}
