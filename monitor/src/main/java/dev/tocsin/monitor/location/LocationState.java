package dev.tocsin.monitor.location;

import dev.tocsin.monitor.Location;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of a location, as its agent told it last; see [CheckIn]. `addedAt` is when the settings first had
/// it.
public record LocationState(
        Location location,
        Instant addedAt,
        Optional<Instant> heardAt,
        Optional<Instant> silentSince,
        Optional<Session> session,
        String version,
        long offsetMillis,
        long waiting,
        long dropped,
        long missed,
        List<String> troubles,
        Optional<Instant> troubledSince,
        boolean troubleTold) {

    /// One run of an agent.
    public record Session(String id, Instant began) {}

    public LocationState {
        troubles = List.copyOf(troubles);
    }
}
