package dev.tocsin.monitor;

import java.time.Instant;
import java.util.Optional;

/// The one event that leaves this room. `since` is the first look of the run that confirmed the change, `confirmedAt`
/// the last; `seen` is that last look. `flapping` when this was one change too many of late to believe a recovery;
/// `hold` is why nobody shall be paged for it.
public record VerdictChange(
        MonitorId monitorId,
        Monitor monitor,
        Verdict before,
        Verdict after,
        Instant since,
        Instant confirmedAt,
        Observation seen,
        boolean flapping,
        Optional<Hold> hold) {

    VerdictChange weighed(boolean flaps, Optional<Hold> why) {
        return new VerdictChange(monitorId, monitor, before, after, since, confirmedAt, seen, flaps, why);
    }
}
