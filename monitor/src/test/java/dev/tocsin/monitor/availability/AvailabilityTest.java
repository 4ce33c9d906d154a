package dev.tocsin.monitor.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.VerdictInterval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvailabilityTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void an_outage_of_27_seconds_in_190_is_the_truth_to_the_second() {
        var down = NOON.plusSeconds(100);
        var up = down.plusSeconds(27);
        var watch = watch(
                Ledgers.interval(NOON, down, Verdict.UP),
                Ledgers.interval(down, up, Verdict.DOWN),
                Ledgers.open(up, Verdict.UP));

        var availability = Availability.of(watch, new Window(NOON, NOON.plusSeconds(190)), NOON.plusSeconds(190));

        assertThat(availability.down()).isEqualTo(Duration.ofSeconds(27));
        assertThat(availability.ratio()).contains(new BigDecimal("0.85789"));
    }

    @Test
    void a_slow_answer_is_an_answer() {
        var half = NOON.plusSeconds(300);
        var watch = watch(Ledgers.interval(NOON, half, Verdict.UP), Ledgers.open(half, Verdict.DEGRADED));

        var availability = Availability.of(watch, new Window(NOON, NOON.plusSeconds(600)), NOON.plusSeconds(600));

        assertThat(availability.degraded()).isEqualTo(Duration.ofMinutes(5));
        assertThat(availability.ratio()).contains(new BigDecimal("1.00000"));
    }

    @Test
    void one_is_reached_only_without_any_downtime() {
        var end = NOON.plus(Duration.ofDays(365));
        var watch = watch(
                Ledgers.interval(NOON, end.minusMillis(1), Verdict.UP), Ledgers.open(end.minusMillis(1), Verdict.DOWN));

        assertThat(Availability.of(watch, new Window(NOON, end), end).ratio()).contains(new BigDecimal("0.99999"));
    }

    @Test
    void maintenance_and_time_without_data_are_shown_and_in_neither_sum() {
        var hour = Duration.ofHours(1);
        var watch = new Watch(
                NOON,
                NOON.plus(hour.multipliedBy(5)),
                List.of(
                        Ledgers.interval(NOON, NOON.plus(hour), Verdict.UNKNOWN),
                        Ledgers.interval(NOON.plus(hour), NOON.plus(hour.multipliedBy(3)), Verdict.DOWN),
                        Ledgers.open(NOON.plus(hour.multipliedBy(3)), Verdict.UP)),
                List.of(new Window(NOON.plus(hour), NOON.plus(hour.multipliedBy(2)))));

        var availability = Availability.of(
                watch, new Window(NOON, NOON.plus(hour.multipliedBy(4))), NOON.plus(hour.multipliedBy(4)));

        assertThat(availability).isEqualTo(new Availability(hour, Duration.ZERO, hour, hour, hour));
        assertThat(availability.ratio()).contains(new BigDecimal("0.50000"));
    }

    @Test
    void where_nothing_was_measured_there_is_no_number() {
        var watch = watch(Ledgers.open(NOON, Verdict.UNKNOWN));
        var before = new Window(NOON.minusSeconds(60), NOON);

        assertThat(Availability.of(watch, new Window(NOON, NOON.plus(MINUTE)), NOON.plus(MINUTE))
                        .ratio())
                .isEmpty();
        assertThat(Availability.of(watch, before, NOON.plus(MINUTE))).isEqualTo(Availability.NONE);
        assertThat(Availability.of(watch, new Window(NOON, NOON.plus(MINUTE)), NOON.minusSeconds(5)))
                .isEqualTo(Availability.NONE);
    }

    @Test
    void an_open_verdict_lasts_while_looks_come_and_ends_where_the_next_one_was_due() {
        var looked = NOON.plusSeconds(600);
        var open = List.of(Ledgers.open(NOON, Verdict.UP));
        var window = new Window(NOON, NOON.plus(Duration.ofDays(1)));

        var fresh = looked.plus(MINUTE.multipliedBy(3));
        var stale = fresh.plusMillis(1);

        assertThat(Availability.of(known(looked, open, fresh), window, fresh))
                .isEqualTo(parts(Duration.between(NOON, fresh), Duration.ZERO));
        assertThat(Availability.of(known(looked, open, stale), window, stale))
                .isEqualTo(parts(Duration.ofMinutes(11), Duration.ofMillis(120_001)));
    }

    @Test
    void before_the_first_look_nothing_is_known() {
        var watch = Watch.of(
                NOON,
                Optional.empty(),
                MINUTE,
                List.of(Ledgers.open(NOON, Verdict.UNKNOWN)),
                List.of(),
                NOON.plus(MINUTE));

        assertThat(Availability.of(watch, new Window(NOON, NOON.plus(MINUTE)), NOON.plus(MINUTE)))
                .isEqualTo(parts(Duration.ZERO, MINUTE));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29, PT23H",
        "Europe/Berlin, 2026-10-25, PT25H",
        "America/New_York, 2026-03-08, PT23H",
        "America/New_York, 2026-11-01, PT25H",
        "Australia/Lord_Howe, 2026-04-05, PT24H30M",
        "Australia/Lord_Howe, 2026-10-04, PT23H30M",
        "America/Havana, 2026-03-08, PT23H",
        "Etc/UTC, 2026-03-29, PT24H"
    })
    void a_day_is_as_long_as_its_zone_makes_it(ZoneId zone, LocalDate date, Duration length) {
        var began = Window.beginning(date.minusDays(3), zone);
        var now = Window.beginning(date.plusDays(3), zone);
        var watch = new Watch(began, now, List.of(Ledgers.open(began, Verdict.UP)), List.of());

        var days = new Window(began, now).days(zone);

        assertThat(days).hasSize(6);
        assertThat(days.get(3).date()).isEqualTo(date);
        assertThat(Availability.of(watch, days.get(3).window(), now)).isEqualTo(parts(length, Duration.ZERO));
        assertThat(Availability.of(watch, days.get(2).window(), now).up()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void an_outage_through_the_hour_that_comes_twice_lasts_both_times() {
        var berlin = ZoneId.of("Europe/Berlin");
        var two = Instant.parse("2026-10-25T00:00:00Z");
        var three = Instant.parse("2026-10-25T02:00:00Z");
        var began = Instant.parse("2026-10-20T00:00:00Z");
        var now = Instant.parse("2026-10-28T00:00:00Z");
        var watch = new Watch(
                began,
                now,
                List.of(
                        Ledgers.interval(began, two, Verdict.UP),
                        Ledgers.interval(two, three, Verdict.DOWN),
                        Ledgers.open(three, Verdict.UP)),
                List.of());

        var night = new Window(began, now)
                .days(berlin).stream()
                        .filter(day -> day.date().equals(LocalDate.parse("2026-10-25")))
                        .findFirst()
                        .orElseThrow();

        assertThat(Availability.of(watch, night.window(), now))
                .isEqualTo(new Availability(
                        Duration.ofHours(23), Duration.ZERO, Duration.ofHours(2), Duration.ZERO, Duration.ZERO));
    }

    @Test
    void a_day_that_the_zone_leaves_out_is_no_day() {
        var apia = ZoneId.of("Pacific/Apia");
        var days = new Window(Instant.parse("2011-12-29T12:00:00Z"), Instant.parse("2012-01-01T00:00:00Z")).days(apia);

        assertThat(days)
                .extracting(day -> day.date().toString())
                .containsExactly("2011-12-29", "2011-12-31", "2012-01-01");
    }

    @Test
    void clocks_that_go_back_over_midnight_begin_the_day_once() {
        var newfoundland = ZoneId.of("America/St_Johns");
        var repeated = Instant.parse("2010-11-07T02:45:00Z");

        assertThat(new Window(repeated, repeated.plus(Duration.ofHours(26))).days(newfoundland))
                .extracting(day -> day.date().toString())
                .containsExactly("2010-11-07", "2010-11-08");
    }

    @Test
    void a_window_of_no_time_is_none() {
        assertThatThrownBy(() -> new Window(NOON, NOON)).hasMessageContaining("let the window end after it begins");
        assertThat(new Window(NOON, NOON.plusSeconds(1)).overlap(new Window(NOON.plusSeconds(1), NOON.plusSeconds(2))))
                .isEmpty();
    }

    private static Watch watch(VerdictInterval... intervals) {
        return new Watch(NOON, NOON.plus(Duration.ofDays(1_000)), List.of(intervals), List.of());
    }

    private static Watch known(Instant looked, List<VerdictInterval> intervals, Instant now) {
        return Watch.of(NOON, Optional.of(looked), MINUTE, intervals, List.of(), now);
    }

    private static Availability parts(Duration up, Duration unknown) {
        return new Availability(up, Duration.ZERO, Duration.ZERO, Duration.ZERO, unknown);
    }
}
