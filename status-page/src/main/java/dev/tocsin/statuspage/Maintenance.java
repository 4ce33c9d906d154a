package dev.tocsin.statuspage;

import dev.tocsin.monitor.availability.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Announced work as customers read it. It is planned from `from` to `until`, and was at work from `beganAt` to
/// `endedAt`. `expected` is the worst that was announced. `sequence` counts how often its times changed.
public record Maintenance(
        PublicId id,
        String name,
        Phase phase,
        Instant from,
        Instant until,
        boolean byClock,
        ComponentStatus expected,
        Optional<Instant> beganAt,
        Optional<Instant> endedAt,
        int sequence,
        Instant createdAt,
        Instant updatedAt,
        List<PublicId> components,
        List<StatusUpdate> updates,
        Optional<Instant> nextUpdateBy) {

    public Maintenance {
        components = List.copyOf(components);
        updates = List.copyOf(updates);
    }

    /// Whether it is still to come, or at work.
    public boolean isOpen() {
        return phase.isOpen();
    }

    public boolean isUnderWay() {
        return phase.isUnderWay();
    }

    public boolean isCancelled() {
        return phase == Phase.CANCELLED;
    }

    /// The time in which it was at work; empty when it never was.
    Optional<Window> worked(Instant now) {
        return beganAt.flatMap(began -> Window.between(began, endedAt.orElse(now)));
    }

    /// What a component shows of which its monitors, or a person, say `said` meanwhile: what was announced is the
    /// maintenance, and what is worse is never hidden by it.
    ComponentStatus over(ComponentStatus said) {
        return said.compareTo(expected) <= 0
                ? ComponentStatus.UNDER_MAINTENANCE
                : said.or(ComponentStatus.UNDER_MAINTENANCE);
    }
}
