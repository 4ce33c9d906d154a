package dev.tocsin.incidents.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotationTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");

    @Test
    void responders_take_weekly_turns_from_handoff_to_handoff() {
        var weekly = rotation("1 week", "mon 09:00", "2026-01-05", "ana", "bo", "cy");

        assertThat(weekly.at(at("2026-01-05T09:00+01:00"), BERLIN))
                .isEqualTo(slot("ana", "2026-01-05T09:00+01:00", "2026-01-12T09:00+01:00"));
        assertThat(weekly.at(at("2026-01-12T08:59:59.999999999+01:00"), BERLIN).responder())
                .isEqualTo("ana");
        assertThat(weekly.at(at("2026-01-12T09:00+01:00"), BERLIN).responder()).isEqualTo("bo");
        assertThat(weekly.at(at("2026-01-26T09:00+01:00"), BERLIN).responder()).isEqualTo("ana");
    }

    @Test
    void a_rotation_that_starts_in_the_future_answers_for_the_past() {
        var weekly = rotation("1 week", "mon 09:00", "2026-01-05", "ana", "bo", "cy");

        assertThat(weekly.at(at("2026-01-05T08:59+01:00"), BERLIN))
                .isEqualTo(slot("cy", "2025-12-29T09:00+01:00", "2026-01-05T09:00+01:00"));
        assertThat(weekly.at(at("2025-12-22T09:00+01:00"), BERLIN).responder()).isEqualTo("bo");
    }

    @Test
    void a_handoff_that_the_clocks_skip_is_the_first_instant_after_the_gap_and_the_next_day_is_in_time() {
        var daily = rotation("1 day", "02:30", "2026-03-01", "ana", "bo");

        assertThat(daily.at(at("2026-03-29T03:00+02:00"), BERLIN))
                .isEqualTo(slot("ana", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00"));
        assertThat(daily.at(at("2026-03-29T01:59+01:00"), BERLIN))
                .isEqualTo(slot("bo", "2026-03-28T02:30+01:00", "2026-03-29T03:00+02:00"));
    }

    @Test
    void a_handoff_that_comes_twice_takes_place_the_first_time() {
        var daily = rotation("1 day", "02:30", "2026-10-01", "ana", "bo");

        assertThat(daily.at(at("2026-10-25T02:30+02:00"), BERLIN))
                .isEqualTo(slot("ana", "2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"));
        assertThat(daily.at(at("2026-10-25T02:10+01:00"), BERLIN).responder()).isEqualTo("ana");
    }

    @Test
    void a_day_of_duty_is_23_or_25_hours_long_when_the_clocks_change() {
        var daily = rotation("1 day", "00:00", "2026-01-01", "ana", "bo");

        assertThat(length(daily.at(at("2026-03-08T12:00-04:00"), NEW_YORK))).isEqualTo(Duration.ofHours(23));
        assertThat(length(daily.at(at("2026-11-01T12:00-05:00"), NEW_YORK))).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void half_an_hour_is_skipped_and_doubled_on_lord_howe() {
        var daily = rotation("1 day", "02:00", "2026-01-01", "ana", "bo");

        assertThat(daily.at(at("2026-10-04T12:00+11:00"), LORD_HOWE).start()).isEqualTo(at("2026-10-04T02:30+11:00"));
        assertThat(length(daily.at(at("2026-04-05T01:00+11:00"), LORD_HOWE)))
                .isEqualTo(Duration.ofHours(24).plusMinutes(30));
    }

    @Test
    void a_turn_of_hours_that_falls_into_the_gap_is_nobodys() {
        var hourly = rotation("1 hour", "00:00", "2026-03-29", "ana", "bo", "cy");

        assertThat(hourly.at(at("2026-03-29T01:59+01:00"), BERLIN).responder()).isEqualTo("bo");
        assertThat(hourly.at(at("2026-03-29T03:00+02:00"), BERLIN))
                .isEqualTo(slot("ana", "2026-03-29T03:00+02:00", "2026-03-29T04:00+02:00"));
    }

    @Test
    void monthly_turns_from_the_31st_do_not_drift_after_a_short_month() {
        var monthly = rotation("1 month", "09:00", "2026-01-31", "ana", "bo");

        assertThat(monthly.at(at("2026-02-28T09:00+01:00"), BERLIN))
                .isEqualTo(slot("bo", "2026-02-28T09:00+01:00", "2026-03-31T09:00+02:00"));
    }

    @Test
    void a_rotation_without_responders_is_refused() {
        assertThatThrownBy(() -> rotation("1 week", "mon 09:00", "2026-01-05"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name at least one");
    }

    @Test
    void the_schedule_says_until_when_in_its_own_zone() {
        var schedule = new OnCallSchedule(
                "primary", BERLIN, List.of(rotation("1 week", "mon 09:00", "2026-01-05", "ana", "bo")));

        assertThat(schedule.at(at("2026-01-06T00:00Z")).onCall())
                .containsExactly(new OnCall("ana", "on call in primary until Mon 12 Jan 09:00 Europe/Berlin"));
    }

    @Test
    void a_later_rotation_stands_above_an_earlier_one() {
        var schedule = new OnCallSchedule(
                "primary",
                BERLIN,
                List.of(
                        rotation("1 week", "mon 09:00", "2026-01-05", "ana"),
                        rotation("1 week", "mon 09:00", "2026-01-05", "bo")));

        assertThat(schedule.at(at("2026-01-06T00:00Z")).responders()).containsExactly("bo");
    }

    @Test
    void nobody_is_on_call_in_a_schedule_without_rotations() {
        assertThat(new OnCallSchedule("primary", BERLIN, List.of()).at(at("2026-01-06T00:00Z")))
                .isEqualTo(new Duty.Nobody("primary has no rotations"));
    }

    private static Rotation rotation(String every, String handoff, String start, String... responders) {
        return new Rotation(Turn.parse(every), Handoff.parse(handoff), LocalDate.parse(start), List.of(responders));
    }

    private static Slot slot(String responder, String start, String end) {
        return new Slot(responder, at(start), at(end));
    }

    private static Duration length(Slot shift) {
        return Duration.between(shift.start(), shift.end());
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
