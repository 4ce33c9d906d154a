package dev.tocsin.monitor.availability;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The time from `from` (included) to `to` (excluded). It is never empty.
public record Window(Instant from, Instant to) {

    public Window {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "nothing lies between %s and %s, let the window end after it begins".formatted(from, to));
        }
    }

    /// What lies in a window of one calendar day.
    public record Day(LocalDate date, Window window) {}

    public Duration length() {
        return Duration.between(from, to);
    }

    public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /// What both have in common; empty when they do not touch or only meet.
    public Optional<Window> overlap(Window other) {
        return between(later(from, other.from), earlier(to, other.to));
    }

    /// From `from` to `to`; empty when that is no time at all.
    public static Optional<Window> between(Instant from, Instant to) {
        return from.isBefore(to) ? Optional.of(new Window(from, to)) : Optional.empty();
    }

    /// The calendar days of `zone` that this window touches, each clipped to it. They are as long as the zone makes
    /// them: 23 or 25 hours where the clocks change, 23½ or 24½ on Lord Howe.
    public List<Day> days(ZoneId zone) {
        var days = new ArrayList<Day>();
        for (var at = from; at.isBefore(to); ) {
            var date = LocalDate.ofInstant(at, zone);
            var midnight = beginning(date.plusDays(1), zone);
            if (!midnight.isAfter(at)) {
                // The clocks went back over midnight: this hour has the old date once more, but the new day has begun.
                date = date.plusDays(1);
                midnight = beginning(date.plusDays(1), zone);
            }
            var end = earlier(midnight, to);
            days.add(new Day(date, new Window(at, end)));
            at = end;
        }
        return days;
    }

    /// The first instant of a day: not always midnight, where the clocks change at midnight.
    public static Instant beginning(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant();
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
