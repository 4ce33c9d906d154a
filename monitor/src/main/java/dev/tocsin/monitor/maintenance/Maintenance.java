package dev.tocsin.monitor.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/// Announced work on some monitors: once, or again and again. It begins at a local time of `zone` and lasts as long as
/// a stopwatch says, also in the nights when the clocks change. Looking goes on meanwhile; people are left alone.
public record Maintenance(
        String name,
        Set<String> monitors,
        LocalDateTime start,
        Duration lasts,
        ZoneId zone,
        Optional<Recurrence> repeat) {

    public Maintenance {
        if (!lasts.isPositive()) {
            throw new IllegalArgumentException("maintenance " + name + " lasts " + lasts + ", it must last some time");
        }
        monitors = Set.copyOf(monitors);
    }

    /// From `began` (included) to `ends` (excluded).
    public record Window(Instant began, Instant ends) {}

    /// The window that `at` lies in; of several that overlap the one that began last.
    public Optional<Window> at(Instant at) {
        var earliest = at.minus(lasts).plusMillis(1);
        var began = repeat.isPresent()
                ? repeat.get().last(start, zone, earliest, at)
                : Optional.of(start.atZone(zone).toInstant())
                        .filter(once -> !once.isBefore(earliest) && !once.isAfter(at));
        return began.map(instant -> new Window(instant, instant.plus(lasts)));
    }
}
