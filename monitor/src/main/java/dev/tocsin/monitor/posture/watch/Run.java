package dev.tocsin.monitor.posture.watch;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// One look that saw something of a target.
///
/// @param whole whether every address that counts could be looked at
/// @param held whether nobody shall be called for it now
/// @param first whether nothing was looked at by this measure before
/// @param off the checks that are not to be told
record Run(Instant at, boolean whole, boolean held, boolean first, Set<String> off, Map<String, Sighting> sightings) {

    /// The same look once more, with nothing that holds a call back.
    Run again() {
        return new Run(at, whole, false, false, off, sightings);
    }
}
