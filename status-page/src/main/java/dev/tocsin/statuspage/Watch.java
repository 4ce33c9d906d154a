package dev.tocsin.statuspage;

import dev.tocsin.monitor.MonitorState;
import dev.tocsin.monitor.VerdictInterval;
import java.time.Instant;
import java.util.List;

/// What is known of one monitor over time. It counts from `createdAt`; its open interval is believed until
/// `freshUntil`, after which nobody has looked.
public record Watch(Instant createdAt, Instant freshUntil, List<VerdictInterval> intervals) {

    public Watch {
        intervals = List.copyOf(intervals);
    }

    /// The watch of `monitor`, picked from the intervals of all monitors.
    static Watch of(MonitorState monitor, List<VerdictInterval> itsIntervals) {
        return new Watch(monitor.createdAt(), ComponentStatus.freshUntil(monitor), itsIntervals);
    }
}
