package dev.tocsin.statuspage;

import dev.tocsin.monitor.availability.Watch;
import dev.tocsin.monitor.availability.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The last days of a component, oldest first, today last; a day on which nobody watched it is empty. `stretches` are
/// the same time without days: half-open, oldest first, none like its neighbour.
public record ComponentHistory(List<DayHistory> days, List<Stretch> stretches) {

    public ComponentHistory {
        days = List.copyOf(days);
        stretches = List.copyOf(stretches);
    }

    /// Adds up, for each of the last `days` days of `zone`, how long the component was in which state. Nothing is
    /// counted before its first monitor was created nor after `now`.
    public static ComponentHistory sweep(List<Watch> watches, ZoneId zone, Instant now, int days) {
        return sweep(watches, StatusMapping.USUAL, Spoken.NOTHING, zone, now, days);
    }

    /// The same where the component `shows` something else than usual, with what people said beside the monitors.
    public static ComponentHistory sweep(
            List<Watch> watches, StatusMapping shows, Spoken spoken, ZoneId zone, Instant now, int days) {
        var today = LocalDate.ofInstant(now, zone);
        var sums = new TreeMap<LocalDate, Map<ComponentStatus, Duration>>();
        for (var back = 0; back < days; back++) {
            sums.put(today.minusDays(back), new EnumMap<>(ComponentStatus.class));
        }
        var shown = new Window(Window.beginning(sums.firstKey(), zone), Window.beginning(today.plusDays(1), zone));
        var stretches = spoken.over(Stretch.sweep(watches, shows, shown, now), shown, now);
        for (var stretch : stretches) {
            for (var day : stretch.window().days(zone)) {
                Objects.requireNonNull(sums.get(day.date()))
                        .merge(stretch.status(), day.window().length(), Duration::plus);
            }
        }
        return new ComponentHistory(
                sums.entrySet().stream()
                        .map(sum -> new DayHistory(sum.getKey(), sum.getValue()))
                        .toList(),
                stretches);
    }

    public Uptime uptime() {
        return Uptime.of(days);
    }

    /// How many days a customer would want to read about.
    public long daysWithEvents() {
        return days.stream().filter(DayHistory::hasEvent).count();
    }
}
