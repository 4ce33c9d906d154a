package dev.tocsin.monitor.rhythm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// A schedule held against one who walks through every minute and looks at the clock on the wall.
class CronLawsTest {
    private static final Duration AS_FAR_AS_IS_WALKED = Duration.ofDays(3);

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void the_next_time_is_the_first_minute_at_which_the_clock_on_the_wall_fits(
            @ForAll("schedules") String text, @ForAll("zones") ZoneId zone, @ForAll("moments") Instant heard) {
        var due = Cron.parse(text, zone).next(heard);
        var walked = walked(text, zone, heard);

        if (due.from().isAfter(heard.plus(AS_FAR_AS_IS_WALKED))) {
            assertThat(walked).isEmpty();
        } else {
            assertThat(walked).contains(due);
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void a_daily_job_is_due_once_on_each_day_also_on_both_nights_on_which_the_clocks_change(
            @ForAll("times") String time, @ForAll("zones") ZoneId zone, @ForAll("moments") Instant start) {
        var cron = Cron.parse(time + " * * *", zone);
        var last = cron.next(start);
        for (var day = 0; day < 5; day++) {
            var next = cron.next(last.until());
            var days = Duration.between(last.from(), next.until());

            assertThat(days).isBetween(Duration.ofHours(21), Duration.ofHours(27));
            last = next;
        }
    }

    @Property(tries = 500)
    void any_text_is_read_or_refused_in_words(@ForAll String text) {
        try {
            assertThat(Cron.parse(text, ZoneOffset.UTC).next(Instant.EPOCH).from())
                    .isAfter(Instant.EPOCH);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining(", write ");
        }
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        // Half an hour on Lord Howe, two hours at Troll, midnight itself in Santiago.
        return Arbitraries.of(
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "Antarctica/Troll",
                        "America/Santiago",
                        "Asia/Kolkata",
                        "Etc/UTC")
                .map(ZoneId::of);
    }

    /// Most of them within a day of a change of clocks somewhere.
    @Provide
    Arbitrary<Instant> moments() {
        var changes = Arbitraries.of(
                "2026-03-29T01:00:00Z",
                "2026-10-25T01:00:00Z",
                "2026-03-08T07:00:00Z",
                "2026-11-01T06:00:00Z",
                "2026-04-04T15:00:00Z",
                "2026-10-03T15:30:00Z",
                "2026-04-05T03:00:00Z",
                "2026-09-06T04:00:00Z");
        return Combinators.combine(changes, Arbitraries.integers().between(-100_000, 100_000))
                .as((change, seconds) -> Instant.parse(change).plusSeconds(seconds));
    }

    @Provide
    Arbitrary<String> times() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 59),
                        Arbitraries.integers().between(0, 23))
                .as((minute, hour) -> minute + " " + hour);
    }

    @Provide
    Arbitrary<String> schedules() {
        return Combinators.combine(field(0, 59), field(0, 4), field(1, 28), field(1, 12), field(0, 7))
                .as((minute, hour, day, month, weekday) -> String.join(" ", minute, hour, day, month, weekday));
    }

    private static Arbitrary<String> field(int least, int most) {
        var numbers = Arbitraries.integers().between(least, most);
        var ranges = Combinators.combine(numbers, numbers)
                .as((one, other) -> Math.min(one, other) + "-" + Math.max(one, other));
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just("*")),
                Tuple.of(1, numbers.map(String::valueOf)),
                Tuple.of(1, ranges),
                Tuple.of(1, Combinators.combine(numbers, ranges).as((one, range) -> one + "," + range)),
                Tuple.of(1, Arbitraries.integers().between(2, 20).map(step -> "*/" + Math.min(step, most))));
    }

    private static Optional<Due> walked(String text, ZoneId zone, Instant heard) {
        var fields = text.split(" ", 5);
        var elapsed = fields[0].startsWith("*") || fields[1].startsWith("*");
        var rules = zone.getRules();
        var first = heard.plus(Cron.EARLY);
        var minute = Instant.ofEpochSecond(Math.floorDiv(first.getEpochSecond(), 60) * 60 + 60);
        for (; !minute.isAfter(heard.plus(AS_FAR_AS_IS_WALKED)); minute = minute.plusSeconds(60)) {
            var local = LocalDateTime.ofInstant(minute, zone);
            var change = rules.previousTransition(minute.plusNanos(1));
            if (!elapsed && change != null && change.getInstant().equals(minute) && change.isGap()) {
                for (var lost = change.getDateTimeBefore();
                        lost.isBefore(change.getDateTimeAfter());
                        lost = lost.plusMinutes(1)) {
                    if (fits(fields, lost)) {
                        return Optional.of(new Due(minute, lost.toInstant(change.getOffsetBefore())));
                    }
                }
            }
            var offsets = rules.getValidOffsets(local);
            var second = offsets.size() == 2 && rules.getOffset(minute).equals(offsets.get(1));
            if (fits(fields, local) && (elapsed || !second)) {
                return Optional.of(Due.at(minute));
            }
        }
        return Optional.empty();
    }

    private static boolean fits(String[] fields, LocalDateTime time) {
        var weekday = time.getDayOfWeek().getValue();
        var day = fits(fields[2], 1, 31, time.getDayOfMonth());
        var week = fits(fields[4], 0, 7, weekday) || (weekday == 7 && fits(fields[4], 0, 7, 0));
        var either = (fields[2].startsWith("*") || fields[4].startsWith("*")) ? (day && week) : (day || week);
        return either
                && fits(fields[0], 0, 59, time.getMinute())
                && fits(fields[1], 0, 23, time.getHour())
                && fits(fields[3], 1, 12, time.getMonthValue());
    }

    private static boolean fits(String field, int least, int most, int value) {
        return Arrays.stream(field.split(","))
                .flatMapToInt(part -> {
                    if (part.startsWith("*")) {
                        var step = part.length() == 1 ? 1 : Integer.parseInt(part.substring(2));
                        return IntStream.rangeClosed(least, most).filter(number -> (number - least) % step == 0);
                    }
                    var ends = part.split("-", 2);
                    return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
                })
                .boxed()
                .collect(Collectors.toSet())
                .contains(value);
    }
}
