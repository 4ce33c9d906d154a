package dev.tocsin.monitor.maintenance;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.TimeZone;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;

/// When something happens again: a rule of iCalendar, [RFC
/// 5545](https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10),
/// counted in local time. A time that the clocks jump over is taken an hour later, as on a wall clock.
public final class Recurrence {

    /// A rule that never comes true again (the 30th of February) would be searched for without end.
    private static final int MOST_STEPS = 10_000;

    private final RecurrenceRule rule;
    private final String text;

    private Recurrence(RecurrenceRule rule, String text) {
        this.rule = rule;
        this.text = text;
    }

    /// Reads `FREQ=WEEKLY;BYDAY=SU`, with or without `RRULE:` before it.
    /// @throws IllegalArgumentException naming the value and the cure
    public static Recurrence parse(String text) {
        var bare = text.strip().replaceFirst("(?i)^RRULE:", "");
        try {
            return new Recurrence(new RecurrenceRule(bare), bare);
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException fault) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no RRULE (" + fault.getMessage() + "), write one such as FREQ=WEEKLY;BYDAY=SU",
                    fault);
        }
    }

    /// The last time at or before `at`, counting from `first` in `zone`.
    Optional<Instant> last(LocalDateTime first, ZoneId zone, Instant from, Instant at) {
        Optional<Instant> last = Optional.empty();
        for (var next = next(first, zone, from); next.isPresent() && !next.get().isAfter(at); ) {
            last = next;
            next = next(first, zone, next.get().plusMillis(1));
        }
        return last;
    }

    /// The first time at or after `from`.
    public Optional<Instant> next(LocalDateTime first, ZoneId zone, Instant from) {
        var start = new DateTime(
                TimeZone.getTimeZone(zone),
                first.getYear(),
                first.getMonthValue() - 1,
                first.getDayOfMonth(),
                first.getHour(),
                first.getMinute(),
                first.getSecond());
        try {
            var times = rule.iterator(start);
            times.fastForward(from.toEpochMilli());
            for (var step = 0; step < MOST_STEPS && times.hasNext(); step++) {
                var time = Instant.ofEpochMilli(times.nextMillis());
                if (!time.isBefore(from)) {
                    return Optional.of(time);
                }
            }
            return Optional.empty();
        } catch (IllegalArgumentException never) {
            // The library gives up a rule that filters out all it finds.
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Recurrence that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
