package dev.tocsin.monitor;

import java.time.Instant;

/// The one event that leaves this room. `since` is the first look of the run that confirmed the change, `confirmedAt`
/// the last; `seen` is that last look.
public record VerdictChange(
        MonitorId monitorId,
        Monitor monitor,
        Verdict before,
        Verdict after,
        Instant since,
        Instant confirmedAt,
        Observation seen) {}
