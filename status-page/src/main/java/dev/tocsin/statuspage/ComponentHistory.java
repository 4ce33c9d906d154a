package dev.tocsin.statuspage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The last days of a component, oldest first, today last; a day on which nobody watched it is empty.
public record ComponentHistory(List<DayHistory> days) {

    public ComponentHistory {
        days = List.copyOf(days);
    }

    /// Adds up, for each of the last `days` days of `zone`, how long the component was in which state. Nothing is
    /// counted before its first monitor was created nor after `now`.
    public static ComponentHistory sweep(List<Watch> watches, ZoneId zone, Instant now, int days) {
        var today = LocalDate.ofInstant(now, zone);
        var sums = new TreeMap<LocalDate, Map<ComponentStatus, Duration>>();
        for (var back = 0; back < days; back++) {
            sums.put(today.minusDays(back), new EnumMap<>(ComponentStatus.class));
        }
        for (var stretch : Stretch.sweep(watches, beginning(sums.firstKey(), zone), now)) {
            var from = stretch.from();
            while (from.isBefore(stretch.to())) {
                var date = LocalDate.ofInstant(from, zone);
                var midnight = beginning(date.plusDays(1), zone);
                var to = midnight.isBefore(stretch.to()) ? midnight : stretch.to();
                Objects.requireNonNull(sums.get(date))
                        .merge(stretch.status(), Duration.between(from, to), Duration::plus);
                from = to;
            }
        }
        return new ComponentHistory(sums.entrySet().stream()
                .map(sum -> new DayHistory(sum.getKey(), sum.getValue()))
                .toList());
    }

    /// The first instant of a day: not always midnight, where the clocks change at midnight.
    private static Instant beginning(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant();
    }

    public Uptime uptime() {
        return Uptime.of(days);
    }

    /// How many days a customer would want to read about.
    public long daysWithEvents() {
        return days.stream().filter(DayHistory::hasEvent).count();
    }
}
