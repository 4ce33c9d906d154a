package dev.tocsin.monitor.availability;

import static dev.tocsin.monitor.availability.Ledgers.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.VerdictInterval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class AvailabilityLawsTest {

    @Property(tries = 400)
    void the_parts_add_up_to_the_time_that_the_monitor_has_lived(
            @ForAll("watches") Watch watch, @ForAll("windows") Window window) {
        var lived = Window.between(watch.began(), NOW)
                .flatMap(window::overlap)
                .map(Window::length)
                .orElse(Duration.ZERO);

        assertThat(Availability.of(watch, window, NOW).counted()).isEqualTo(lived);
    }

    @Property(tries = 400)
    void a_window_that_is_cut_anywhere_adds_up_to_itself(
            @ForAll("watches") Watch watch,
            @ForAll("windows") Window window,
            @ForAll @DoubleRange(min = 0, max = 1) double where) {
        var cut = window.from().plusMillis((long) (window.length().toMillis() * where));
        var before = Window.between(window.from(), cut)
                .map(part -> Availability.of(watch, part, NOW))
                .orElse(Availability.NONE);
        var after = Window.between(cut, window.to())
                .map(part -> Availability.of(watch, part, NOW))
                .orElse(Availability.NONE);

        assertThat(before.plus(after)).isEqualTo(Availability.of(watch, window, NOW));
    }

    @Property(tries = 300)
    void the_order_in_which_things_are_told_does_not_matter(
            @ForAll("watches") Watch watch, @ForAll("windows") Window window, @ForAll long seed) {
        var intervals = new ArrayList<>(watch.intervals());
        var maintenance = new ArrayList<>(watch.maintenance());
        Collections.shuffle(intervals, new Random(seed));
        Collections.shuffle(maintenance, new Random(seed));
        var shuffled = new Watch(watch.began(), watch.believedUntil(), intervals, maintenance);

        assertThat(Availability.of(shuffled, window, NOW)).isEqualTo(Availability.of(watch, window, NOW));
    }

    @Property(tries = 300)
    void the_days_of_any_zone_add_up_to_the_window(
            @ForAll("watches") Watch watch, @ForAll("windows") Window window, @ForAll("zones") ZoneId zone) {
        var days = window.days(zone);

        assertThat(days.getFirst().window().from()).isEqualTo(window.from());
        assertThat(days.getLast().window().to()).isEqualTo(window.to());
        assertThat(days).extracting(Window.Day::date).doesNotHaveDuplicates().isSorted();
        var daily = Availability.daily(watch, window, zone, NOW);
        assertThat(days)
                .allSatisfy(
                        day -> assertThat(daily).containsEntry(day.date(), Availability.of(watch, day.window(), NOW)))
                .hasSameSizeAs(daily.keySet());
        assertThat(days.stream()
                        .map(day -> Availability.of(watch, day.window(), NOW))
                        .reduce(Availability.NONE, Availability::plus))
                .isEqualTo(Availability.of(watch, window, NOW));
    }

    @Property(tries = 300)
    void time_that_passes_changes_nothing_that_lies_behind(
            @ForAll("watches") Watch watch, @ForAll("windows") Window window) {
        var later = NOW.plus(Duration.ofDays(2));
        var past = Window.between(window.from(), watch.believedUntil()).flatMap(window::overlap);

        past.ifPresent(known ->
                assertThat(Availability.of(watch, known, later)).isEqualTo(Availability.of(watch, known, NOW)));
    }

    @Property(tries = 300)
    void more_downtime_never_makes_a_better_number(
            @ForAll("watches") Watch watch, @ForAll("windows") Window window, @ForAll long seed) {
        var worse = new ArrayList<VerdictInterval>();
        var random = new Random(seed);
        for (var interval : watch.intervals()) {
            var verdict = interval.verdict() == Verdict.UP && random.nextBoolean() ? Verdict.DOWN : interval.verdict();
            worse.add(new VerdictInterval(interval.monitorId(), interval.began(), interval.ended(), verdict));
        }
        var before = Availability.of(watch, window, NOW).ratio();
        var after = Availability.of(
                        new Watch(watch.began(), watch.believedUntil(), worse, watch.maintenance()), window, NOW)
                .ratio();

        assertThat(after.isPresent()).isEqualTo(before.isPresent());
        before.ifPresent(ratio -> assertThat(after.orElseThrow()).isLessThanOrEqualTo(ratio));
        before.ifPresent(ratio -> assertThat(ratio).isBetween(BigDecimal.ZERO, BigDecimal.ONE));
    }

    @Property(tries = 300)
    void a_second_counts_as_what_the_ledger_says_of_it(
            @ForAll("watches") Watch watch, @ForAll @DoubleRange(min = 0, max = 1) double where) {
        var whole = Duration.between(Ledgers.START, NOW).toMillis();
        var at = Ledgers.START.plusMillis((long) (whole * where));
        var instant = Availability.of(watch, new Window(at, at.plusNanos(1_000)), NOW);

        assertThat(instant).isEqualTo(simply(watch, at));
    }

    /// The same, told without any cleverness, of one microsecond.
    private static Availability simply(Watch watch, Instant at) {
        var it = Duration.ofNanos(1_000);
        var none = Duration.ZERO;
        if (at.isBefore(watch.began()) || !at.isBefore(NOW)) {
            return Availability.NONE;
        }
        if (watch.maintenance().stream().anyMatch(announced -> announced.contains(at))) {
            return new Availability(none, none, none, it, none);
        }
        var verdict = watch.intervals().stream()
                .filter(interval -> !at.isBefore(interval.began())
                        && at.isBefore(interval.ended().orElse(watch.believedUntil())))
                .map(VerdictInterval::verdict)
                .findFirst()
                .orElse(Verdict.UNKNOWN);
        return new Availability(
                verdict == Verdict.UP ? it : none,
                verdict == Verdict.DEGRADED || verdict == Verdict.PARTIAL ? it : none,
                verdict == Verdict.DOWN ? it : none,
                none,
                verdict == Verdict.UNKNOWN ? it : none);
    }

    @Provide
    Arbitrary<Watch> watches() {
        return Ledgers.watches();
    }

    @Provide
    Arbitrary<Window> windows() {
        return Ledgers.windows();
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(List.of(
                        "Etc/UTC",
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "America/Havana",
                        "Africa/Cairo",
                        "Asia/Kathmandu",
                        "Pacific/Kiritimati"))
                .map(ZoneId::of);
    }
}
