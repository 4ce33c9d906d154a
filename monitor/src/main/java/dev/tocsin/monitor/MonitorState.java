package dev.tocsin.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A monitor's row as others read it. `lastLookedAt` is empty until the first look was settled.
public record MonitorState(
        MonitorId id,
        String name,
        Duration every,
        Standing standing,
        Optional<Instant> lastLookedAt,
        String lastReason,
        Instant createdAt) {}
