package dev.tocsin.monitor.availability;

import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.MonitorState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A monitor that is asked about. `lastLookedAt` is empty until the first look was settled.
public record Watched(MonitorId id, String name, Duration every, Instant createdAt, Optional<Instant> lastLookedAt) {

    static Watched of(MonitorState state) {
        return new Watched(state.id(), state.name(), state.every(), state.createdAt(), state.lastLookedAt());
    }
}
