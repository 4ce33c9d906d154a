package dev.tocsin.app.http;

import dev.tocsin.monitor.Hold;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.VerdictChange;
import dev.tocsin.monitor.VerdictListener;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Nobody asks what becomes of a verdict.
final class Nobody implements VerdictListener {
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
}
