package dev.tocsin.monitor.location;

import dev.tocsin.monitor.Location;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who wants to know whether anything is heard from a location, and how the agent there is; the rooms above
/// implement it. Called outside of any transaction, and again when it throws.
public interface LocationListener {

    /// Nothing has been heard from there since `lastHeard`, or ever.
    void silent(Location location, Optional<Instant> lastHeard);

    /// It is heard again, or is no location any more.
    void heard(Location location);

    /// The agent there has had troubles for a minute of which a person should know.
    void troubled(Location location, List<String> troubles);

    /// It has none any more, or is no location any more.
    void relieved(Location location);
}
