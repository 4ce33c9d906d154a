package dev.tocsin.statuspage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When subscribers are reminded of maintenance. Pure.
final class Reminders {
    private static final List<Duration> AHEAD = List.of(Duration.ofHours(24), Duration.ofHours(1));

    private Reminders() {}

    /// The next reminder after `now` of what begins at `from`.
    static Optional<Instant> next(Instant from, Instant now) {
        return AHEAD.stream().map(from::minus).filter(now::isBefore).findFirst();
    }
}
