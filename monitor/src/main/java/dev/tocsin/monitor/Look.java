package dev.tocsin.monitor;

import java.time.Duration;

/// A look that was taken and waits to be settled. `lateness` is how long after its slot it began.
record Look(MonitorId id, Duration lateness, Observation seen) {

    /// The same look when we could not have seen otherwise, because of `why`. Only a failure is doubted.
    Look doubted(String why) {
        return switch (seen) {
            case Observation.Failed failed ->
                new Look(id, lateness, new Observation.Inconclusive(failed.evidence(), failed.reason() + "; " + why));
            case Observation.Passed _, Observation.Inconclusive _ -> this;
        };
    }
}
