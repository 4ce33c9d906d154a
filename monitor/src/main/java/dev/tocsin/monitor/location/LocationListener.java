package dev.tocsin.monitor.location;

import dev.tocsin.monitor.Location;
import java.time.Instant;
import java.util.Optional;

/// Who wants to know whether anything is heard from a location; the rooms above implement it. Called outside of any
/// transaction, and again when it throws.
public interface LocationListener {

    /// Nothing has been heard from there since `lastHeard`, or ever.
    void silent(Location location, Optional<Instant> lastHeard);

    /// It is heard again, or is no location any more.
    void heard(Location location);
}
