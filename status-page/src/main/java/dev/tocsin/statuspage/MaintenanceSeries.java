package dev.tocsin.statuspage;

import dev.tocsin.monitor.maintenance.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Maintenance that recurs: it begins at a local time of `zone`, whenever `rule` says so, and lasts as long as a
/// stopwatch says.
public record MaintenanceSeries(
        PublicId id,
        String title,
        String body,
        Set<PublicId> components,
        LocalDateTime first,
        ZoneId zone,
        Duration lasts,
        Recurrence rule,
        boolean byClock,
        ComponentStatus expected,
        String author,
        Instant plannedTo,
        Optional<Instant> endedAt) {

    public MaintenanceSeries {
        components = Set.copyOf(components);
        if (!lasts.isPositive()) {
            throw new IllegalArgumentException("maintenance that lasts " + lasts + " is none: let it last some time");
        }
    }

    /// Its times that begin from `plannedTo` (included) to `until` (excluded).
    List<MaintenancePlan> plans(Instant until) {
        var plans = new ArrayList<MaintenancePlan>();
        var next = rule.next(first, zone, plannedTo);
        while (next.isPresent() && next.get().isBefore(until)) {
            var from = next.get();
            plans.add(new MaintenancePlan(
                    title, body, components, from, from.plus(lasts), byClock, expected, Optional.of(id)));
            next = rule.next(first, zone, from.plusMillis(1));
        }
        return plans;
    }
}
