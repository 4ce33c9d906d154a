package dev.tocsin.monitor;

import java.time.Duration;

/// A look that was taken and waits to be settled. `lateness` is how long after its slot it began.
record Look(MonitorId id, Duration lateness, Observation seen) {

    /// The same look when we could not have seen otherwise, because of `why`.
    Look doubted(String why) {
        return new Look(id, lateness, seen.doubted(why));
    }

    /// The same look without what only a person would read: a few hundred bytes.
    Look brief() {
        return switch (seen) {
            case Observation.Passed passed ->
                new Look(
                        id,
                        lateness,
                        new Observation.Passed(passed.evidence().brief(), passed.slow(), passed.reason()));
            case Observation.Failed failed ->
                new Look(id, lateness, new Observation.Failed(failed.evidence().brief(), failed.reason()));
            case Observation.Inconclusive unsure ->
                new Look(
                        id,
                        lateness,
                        new Observation.Inconclusive(unsure.evidence().brief(), unsure.reason()));
        };
    }
}
