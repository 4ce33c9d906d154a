package dev.tocsin.incidents.oncall;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// When one responder hands over to the next: a time, and for weekly turns a day.
public record Handoff(Optional<DayOfWeek> day, LocalTime time) {
    private static final Pattern FORM = Pattern.compile("(?:([a-z]{3})\\s+)?(\\d{1,2}):(\\d{2})");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /// Reads `mon 09:00` or `09:00`.
    /// @throws IllegalArgumentException naming the value and the cure
    public static Handoff parse(String text) {
        var matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()
                || (matcher.group(1) != null && !DAYS.contains(matcher.group(1)))
                || Integer.parseInt(matcher.group(2)) > 23
                || Integer.parseInt(matcher.group(3)) > 59) {
            throw new IllegalArgumentException("\"" + text + "\" is no hand-off, write mon 09:00 or 09:00");
        }
        return new Handoff(
                Optional.ofNullable(matcher.group(1)).map(day -> DayOfWeek.of(DAYS.indexOf(day) + 1)),
                LocalTime.of(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))));
    }

    LocalDateTime firstFrom(LocalDate start) {
        return day.map(TemporalAdjusters::nextOrSame)
                .map(start::with)
                .orElse(start)
                .atTime(time);
    }

    /// As it is written in the settings.
    public String written() {
        return day.map(known -> DAYS.get(known.getValue() - 1) + " ").orElse("")
                + "%02d:%02d".formatted(time.getHour(), time.getMinute());
    }
}
