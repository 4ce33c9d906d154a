package dev.tocsin.incidents.oncall;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// How long a turn of a rotation lasts: a number of hours, days, weeks or months of the calendar, not of the stopwatch.
public record Turn(int count, ChronoUnit unit) {
    private static final Set<ChronoUnit> UNITS =
            Set.of(ChronoUnit.HOURS, ChronoUnit.DAYS, ChronoUnit.WEEKS, ChronoUnit.MONTHS);
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\s*(hour|day|week|month)s?");

    public Turn {
        if (count < 1) {
            throw new IllegalArgumentException(count + " is no length of a turn, at least 1 is needed");
        }
        if (!UNITS.contains(unit)) {
            throw new IllegalArgumentException("nobody takes turns by " + unit + ", use hours, days, weeks or months");
        }
    }

    /// Reads `1 week`, `12 hours`, `1 day`, `1 month`.
    /// @throws IllegalArgumentException naming the value and the cure
    public static Turn parse(String text) {
        var matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no length of a turn, write 12 hours, 1 day, 1 week or 1 month");
        }
        return new Turn(
                Integer.parseInt(matcher.group(1)),
                ChronoUnit.valueOf(matcher.group(2).toUpperCase(Locale.ROOT) + "S"));
    }

    LocalDateTime start(LocalDateTime anchor, long turns) {
        return anchor.plus(turns * count, unit);
    }

    /// About how many turns lie between the two; off by one at most.
    long between(LocalDateTime anchor, LocalDateTime then) {
        return Math.floorDiv(unit.between(anchor, then), count);
    }

    /// As it is written in the settings.
    public String written() {
        return count == 1 ? "1 " + this : toString();
    }

    @Override
    public String toString() {
        var word = unit.name().toLowerCase(Locale.ROOT);
        return count == 1 ? word.substring(0, word.length() - 1) : count + " " + word;
    }
}
