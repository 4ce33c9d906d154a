package dev.tocsin.statuspage;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;

/// What one day of the page's zone was made of. The parts add up to the day's length (23, 24 or 25 hours), less
/// what lies before the component was watched and what is still to come.
///
/// @param state stands for the day: the worst that lasted a minute or more, or, in a day too short for that, the one
///     that lasted longest. Time without data speaks for the day only when it outweighs the time in which somebody
///     looked and nothing was wrong
public record DayHistory(LocalDate date, Map<ComponentStatus, Duration> parts, ComponentStatus state) {
    /// A state shorter than this does not colour a day.
    private static final Duration NOTICEABLE = Duration.ofSeconds(60);

    public DayHistory {
        parts = Map.copyOf(parts);
    }

    /// Found once, for a page asks for it several times a day and shows thousands of days.
    public DayHistory(LocalDate date, Map<ComponentStatus, Duration> parts) {
        this(date, parts, stateOf(parts));
    }

    public Duration lasted(ComponentStatus status) {
        return parts.getOrDefault(status, Duration.ZERO);
    }

    private static ComponentStatus stateOf(Map<ComponentStatus, Duration> parts) {
        return parts.entrySet().stream()
                .filter(part -> part.getKey().compareTo(ComponentStatus.NO_DATA) > 0)
                .filter(part -> part.getValue().compareTo(NOTICEABLE) >= 0)
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> longest(parts));
    }

    private static ComponentStatus longest(Map<ComponentStatus, Duration> parts) {
        return parts.entrySet().stream()
                .max(Map.Entry.<ComponentStatus, Duration>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(ComponentStatus.NO_DATA);
    }

    /// Whether somebody looked at any time of the day.
    public boolean isWatched() {
        return parts.size() > (parts.containsKey(ComponentStatus.NO_DATA) ? 1 : 0);
    }

    /// Whether a customer would want to read what happened that day.
    public boolean hasEvent() {
        return switch (state) {
            case DEGRADED_PERFORMANCE, PARTIAL_OUTAGE, MAJOR_OUTAGE, UNDER_MAINTENANCE -> true;
            case OPERATIONAL, NO_DATA -> false;
        };
    }
}
