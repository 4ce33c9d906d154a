package dev.tocsin.monitor.rhythm;

import java.time.Instant;

/// When something is to happen: from `from` on, and by `until` at the latest. The two differ only for a time of day
/// that the clocks jump over, where schedulers do not agree on what to do instead.
public record Due(Instant from, Instant until) {

    public Due {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("due from " + from + " until " + until + ", which is before it");
        }
    }

    static Due at(Instant instant) {
        return new Due(instant, instant);
    }
}
