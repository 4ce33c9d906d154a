package dev.tocsin.app.imports;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Durations as Go and Prometheus write them (`1m30s`, `500ms`, `1.5h`), and as our settings do.
final class ForeignDurations {
    private static final Pattern PART = Pattern.compile("\\G(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h|d|w|y)");
    private static final Map<String, Long> NANOS = Map.ofEntries(
            Map.entry("ns", 1L),
            Map.entry("us", 1_000L),
            Map.entry("µs", 1_000L),
            Map.entry("ms", 1_000_000L),
            Map.entry("s", 1_000_000_000L),
            Map.entry("m", 60_000_000_000L),
            Map.entry("h", 3_600_000_000_000L),
            Map.entry("d", 86_400_000_000_000L),
            Map.entry("w", 604_800_000_000_000L),
            Map.entry("y", 31_536_000_000_000_000L));
    private static final int LONGEST = 40;

    private ForeignDurations() {}

    /// Empty when it is none.
    static Optional<Duration> parse(String text) {
        var written = text.strip();
        var part = PART.matcher(written);
        var nanos = BigDecimal.ZERO;
        var end = 0;
        while (written.length() <= LONGEST && part.find()) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit(part.group(2)))));
            end = part.end();
        }
        var readable = end > 0 && end == written.length() && nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
        return readable ? Optional.of(Duration.ofNanos(nanos.longValue())) : Optional.empty();
    }

    private static long unit(String name) {
        return NANOS.getOrDefault(name, 0L);
    }

    /// `90s`, `30d`: in the largest unit that leaves no rest, to the millisecond.
    static String ours(Duration duration) {
        var millis = duration.toMillis();
        if (millis == 0 || millis % 1000 != 0) {
            return millis + "ms";
        }
        var seconds = millis / 1000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /// Puts `written` under `key`, brought between `least` and `most`; what had to be changed or cannot be read is
    /// remarked.
    static void put(Draft draft, String key, String written, Duration least, Duration most) {
        var duration = parse(written);
        if (duration.isEmpty()) {
            draft.remark(key + " " + written + ", which is no duration");
            return;
        }
        var fitting = duration.get().compareTo(least) < 0
                ? least
                : duration.get().compareTo(most) > 0 ? most : duration.get();
        if (!fitting.equals(duration.get())) {
            draft.remark(key + " " + written + ", here it is " + ours(least) + " to " + ours(most));
        }
        draft.settings().put(key, ours(fitting));
    }

    /// How often, as monitors take it.
    static void putEvery(Draft draft, String written) {
        put(draft, "every", written, Duration.ofSeconds(5), Duration.ofDays(1));
    }

    /// How long at most, as monitors take it.
    static void putTimeout(Draft draft, String written) {
        put(draft, "timeout", written, Duration.ofMillis(100), Duration.ofMinutes(1));
    }
}
