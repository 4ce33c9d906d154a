package dev.tocsin.monitor.rhythm;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The five fields of a [crontab](https://man7.org/linux/man-pages/man5/crontab.5.html), read in a time zone.
///
/// On the nights on which the clocks change it expects what cron does. A time of day that is jumped over is due when
/// the clocks have jumped, and at the latest when it would have been without the jump; one that comes twice is due the
/// first time alone. A schedule whose minutes or hours begin with `*` goes by the time that passes: nothing is due in
/// the hour that is not there, and an hour that comes twice is as good as two.
///
/// The library only ever reckons with local times, as if there were no zones: what becomes of them is decided here.
public final class Cron implements Rhythm {
    /// The clock of a job's machine may be ahead of ours by so much: a call that comes so early is not one too
    /// many.
    static final Duration EARLY = Duration.ofSeconds(10);

    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final Pattern FIELDS = Pattern.compile("\\S+( \\S+){4}");
    private static final int LONGEST = 200;
    private static final int MOST_STEPS = 10_000;
    private static final LocalDateTime ANY_DAY = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final String text;
    private final ZoneId zone;
    private final List<ExecutionTime> times;

    /// @param times what must agree on a time
    private Cron(String text, ZoneId zone, List<ExecutionTime> times) {
        this.text = text;
        this.zone = zone;
        this.times = times;
    }

    /// Reads `0 3 * * *`. The names of months and days may stand for their numbers; 0 and 7 are Sunday; where both
    /// the day of the month and the day of the week are said, either is enough, unless one begins with `*`.
    /// @throws IllegalArgumentException naming the value and the cure
    public static Cron parse(String text, ZoneId zone) {
        var fields = text.strip().replaceAll("\\s+", " ");
        if (fields.length() > LONGEST || !FIELDS.matcher(fields).matches()) {
            throw refusal(text, "minute hour day month weekday are wanted", null);
        }
        var cron = new Cron(fields, zone, read(text, fields));
        if (cron.onOrAfter(ANY_DAY).isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" never comes, write a day that the month has such as 0 3 28 2 *");
        }
        return cron;
    }

    /// To cron a field that begins with `*` restricts nothing, so of two days both must fit where one is `*/2`. To
    /// the library either is enough; there each of them is a schedule of its own.
    private static List<ExecutionTime> read(String text, String fields) {
        var parts = fields.split(" ", 5);
        var both = !parts[2].equals("*")
                && !parts[4].equals("*")
                && (parts[2].startsWith("*") || parts[4].startsWith("*"));
        if (!both) {
            return List.of(readWhole(text, fields));
        }
        var time = parts[0] + " " + parts[1] + " ";
        return List.of(
                readWhole(text, time + parts[2] + " " + parts[3] + " *"),
                readWhole(text, time + "* " + parts[3] + " " + parts[4]));
    }

    private static ExecutionTime readWhole(String text, String fields) {
        try {
            return ExecutionTime.forCron(PARSER.parse(fields).validate());
        } catch (RuntimeException unreadable) {
            // Whatever the library stumbles over, it is the text that must be mended.
            var why = String.valueOf(unreadable.getMessage()).replaceFirst("^Failed to parse cron expression\\. ", "");
            throw refusal(text, why.toLowerCase(Locale.ROOT).replace(", ", " to "), unreadable);
        }
    }

    private static IllegalArgumentException refusal(String text, String why, @Nullable RuntimeException cause) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no cron schedule (" + why + "), write five fields such as 0 3 * * *", cause);
    }

    @Override
    public Due next(Instant heard) {
        var from = heard.plus(EARLY);
        var first = LocalDateTime.ofInstant(from, zone).plusNanos(1);
        while (true) {
            var local = onOrAfter(unrepeated(from, first)).orElseThrow();
            var time = local.toInstant(zone.getRules().getOffset(from));
            var change = zone.getRules().nextTransition(from);
            if (change == null || time.isBefore(change.getInstant())) {
                return Due.at(time);
            }
            var jumped = jumpedOver(change);
            if (jumped.isPresent()) {
                return jumped.get();
            }
            from = change.getInstant();
            first = change.getDateTimeAfter();
        }
    }

    /// The first local time from `first` on that is not there a second time at `from`, where that counts.
    private LocalDateTime unrepeated(Instant from, LocalDateTime first) {
        var change = zone.getRules().previousTransition(from.plusNanos(1));
        var again = change != null && change.isOverlap() && !goesByElapsedTime();
        return again && first.isBefore(change.getDateTimeBefore()) ? change.getDateTimeBefore() : first;
    }

    private Optional<Due> jumpedOver(ZoneOffsetTransition change) {
        if (!change.isGap() || goesByElapsedTime()) {
            return Optional.empty();
        }
        return onOrAfter(change.getDateTimeBefore())
                .filter(time -> time.isBefore(change.getDateTimeAfter()))
                .map(time -> new Due(change.getInstant(), time.toInstant(change.getOffsetBefore())));
    }

    private boolean goesByElapsedTime() {
        var fields = text.split(" ", 3);
        return fields[0].startsWith("*") || fields[1].startsWith("*");
    }

    private Optional<LocalDateTime> onOrAfter(LocalDateTime first) {
        var from = first;
        for (var step = 0; step < MOST_STEPS; step++) {
            var next = from;
            for (var each : times) {
                var own = onOrAfter(each, from);
                if (own.isEmpty()) {
                    return Optional.empty();
                }
                next = own.get().isAfter(next) ? own.get() : next;
            }
            if (next.equals(from) || times.size() == 1) {
                return Optional.of(next);
            }
            from = next;
        }
        return Optional.empty();
    }

    private static Optional<LocalDateTime> onOrAfter(ExecutionTime times, LocalDateTime first) {
        // The library does not say whether threads may share it.
        synchronized (times) {
            return times.nextExecution(first.minusNanos(1).atZone(ZoneOffset.UTC))
                    .map(ZonedDateTime::toLocalDateTime);
        }
    }

    @Override
    public Duration lead(Duration grace) {
        return EARLY;
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public String words() {
        return "by \"" + text + "\"";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cron that && that.text.equals(text) && that.zone.equals(zone);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return words() + " in " + zone;
    }
}
