package dev.tocsin.monitor.inventory;

import dev.tocsin.monitor.Location;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One look that was taken at `location`; `lateness` is how long after its slot it began. `evidence` is JSON, and kept
/// of what did not pass.
public record PastLook(
        Instant at,
        Location location,
        String outcome,
        String reason,
        Duration lateness,
        Phases phases,
        Optional<Integer> status,
        Optional<String> evidence) {

    /// How long its phases took, those that happened.
    public record Phases(
            Optional<Duration> resolve,
            Optional<Duration> connect,
            Optional<Duration> tls,
            Optional<Duration> request,
            Optional<Duration> firstByte,
            Optional<Duration> transfer,
            Duration total) {}
}
