package dev.tocsin.monitor;

import java.time.Duration;

/// A look that was taken and waits to be settled. `lateness` is how long after its slot it began.
record Look(MonitorId id, Duration lateness, Observation seen) {

    /// The same look when we could not have seen otherwise, because of `why`.
    Look doubted(String why) {
        return new Look(id, lateness, seen.doubted(why));
    }
}
