package dev.tocsin.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/// Durations as the settings write them: `500ms 30s 5m 2h 14d 5y`. A day is 24 hours, a year 365 days.
public final class Durations {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d|y)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "y", Duration.ofDays(365));

    private Durations() {}

    /// Reads a duration between `least` and `most`.
    /// @throws IllegalArgumentException naming the value and the cure
    public static Duration parse(String text, Duration least, Duration most) {
        var written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no duration, write a number and a unit such as 30s or 5m");
        }
        var unit = UNITS.getOrDefault(written.group(2), Duration.ZERO);
        var duration = unit.multipliedBy(Long.parseLong(written.group(1)));
        if (duration.compareTo(least) < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is too short, write " + format(least) + " or more");
        }
        if (duration.compareTo(most) > 0) {
            throw new IllegalArgumentException("\"" + text + "\" is too long, write " + format(most) + " or less");
        }
        return duration;
    }

    /// The shortest exact form that `parse` reads.
    public static String format(Duration duration) {
        var millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        if (duration.toSeconds() % 60 != 0 || millis == 0) {
            return duration.toSeconds() + "s";
        }
        if (duration.toMinutes() % 60 != 0) {
            return duration.toMinutes() + "m";
        }
        return duration.toHours() % 24 == 0 ? duration.toDays() + "d" : duration.toHours() + "h";
    }
}
