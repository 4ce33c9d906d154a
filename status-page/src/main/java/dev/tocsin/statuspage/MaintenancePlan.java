package dev.tocsin.statuspage;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Maintenance as a person plans it. `expected` is the worst that customers will feel of it; `series` is what it
/// recurs by.
public record MaintenancePlan(
        String title,
        String body,
        Set<PublicId> components,
        Instant from,
        Instant until,
        boolean byClock,
        ComponentStatus expected,
        Optional<PublicId> series) {

    public MaintenancePlan {
        components = Set.copyOf(components);
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException(
                    "maintenance from %s to %s lasts no time: let it end after it begins".formatted(from, until));
        }
    }
}
