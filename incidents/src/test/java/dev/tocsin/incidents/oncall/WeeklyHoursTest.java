package dev.tocsin.incidents.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");

    @Test
    void office_hours_hold_from_their_first_instant_to_before_their_last() {
        var office = WeeklyHours.parse("mon-fri 08:00-18:00");

        assertThat(office.at(at("2026-01-09T08:00+01:00"), BERLIN)).isEqualTo(inside("2026-01-09T18:00+01:00"));
        assertThat(office.at(at("2026-01-09T17:59:59.999999999+01:00"), BERLIN))
                .isEqualTo(inside("2026-01-09T18:00+01:00"));
        assertThat(office.at(at("2026-01-09T18:00+01:00"), BERLIN)).isEqualTo(outside("2026-01-12T08:00+01:00"));
    }

    @Test
    void hours_over_midnight_belong_to_the_day_on_which_they_begin() {
        var nights = WeeklyHours.parse("fri-sat 22:00-06:00");

        assertThat(nights.at(at("2026-01-11T05:59+01:00"), BERLIN)).isEqualTo(inside("2026-01-11T06:00+01:00"));
        assertThat(nights.at(at("2026-01-09T05:59+01:00"), BERLIN)).isEqualTo(outside("2026-01-09T22:00+01:00"));
    }

    @Test
    void hours_that_touch_are_one_spell() {
        var weekend = WeeklyHours.parse("fri 18:00-24:00, sat-sun 00:00-24:00, mon 00:00-08:00");

        assertThat(weekend.at(at("2026-01-09T18:00+01:00"), BERLIN)).isEqualTo(inside("2026-01-12T08:00+01:00"));
    }

    @Test
    void hours_that_the_clocks_skip_do_not_hold_that_night() {
        var hours = WeeklyHours.parse("02:00-02:30");

        assertThat(hours.at(at("2026-03-29T01:59+01:00"), BERLIN)).isEqualTo(outside("2026-03-29T03:00+02:00"));
        assertThat(hours.at(at("2026-03-29T03:00+02:00"), BERLIN)).isEqualTo(outside("2026-03-30T02:00+02:00"));
        assertThat(hours.at(at("2026-03-08T03:00-04:00"), NEW_YORK)).isEqualTo(outside("2026-03-09T02:00-04:00"));
    }

    @Test
    void hours_that_begin_in_the_gap_begin_after_it() {
        var hours = WeeklyHours.parse("02:15-04:00");

        assertThat(hours.at(at("2026-03-29T01:59+01:00"), BERLIN)).isEqualTo(outside("2026-03-29T03:00+02:00"));
        assertThat(hours.at(at("2026-10-04T02:30+11:00"), LORD_HOWE)).isEqualTo(inside("2026-10-04T04:00+11:00"));
    }

    @Test
    void hours_that_come_twice_begin_the_first_time_and_end_the_last_time() {
        var hours = WeeklyHours.parse("02:00-02:30");

        assertThat(hours.at(at("2026-10-25T02:00+02:00"), BERLIN)).isEqualTo(inside("2026-10-25T02:30+01:00"));
        var lordHowe = WeeklyHours.parse("01:30-01:45");
        assertThat(lordHowe.at(at("2026-04-05T01:30+11:00"), LORD_HOWE)).isEqualTo(inside("2026-04-05T01:45+10:30"));
        assertThat(hours.at(at("2026-11-01T01:59-05:00"), NEW_YORK)).isEqualTo(outside("2026-11-01T02:00-05:00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon-Fri 8:00-18:00 | mon-fri 08:00-18:00",
                "sat 22:00 - 06:00  | sat 22:00-06:00",
                "fri-mon 09:00-17:00 | fri-mon 09:00-17:00",
                "00:00-24:00 | 00:00-24:00",
                "sun 10:00-12:00, mon 08:00-09:00 | mon 08:00-09:00, sun 10:00-12:00",
            })
    void they_are_written_as_they_are_read(String text, String written) {
        var read = WeeklyHours.parse(text);

        assertThat(read).hasToString(written);
        assertThat(WeeklyHours.parse(written)).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mon",
                "mon-fri",
                "mon-fri 8-18",
                "xyz 08:00-18:00",
                "08:00-25:00",
                "08:60-09:00",
                "09:00-09:00",
                "mon 24:00-08:00",
                "mon-fri 08:00-18:00,",
                "mon-fri-sun 08:00-18:00"
            })
    void what_is_no_part_of_a_week_is_told_with_its_cure(String text) {
        assertThatThrownBy(() -> WeeklyHours.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no part of a week, write mon-fri 08:00-18:00");
    }

    @Test
    void hours_that_leave_nothing_out_restrict_nothing() {
        assertThat(WeeklyHours.parse("mon-fri 06:00-06:01, 00:00-24:00").always())
                .isTrue();
        assertThat(WeeklyHours.parse("08:00-20:00, 20:00-08:00").always()).isTrue();
        assertThat(WeeklyHours.parse("mon-sun 00:00-23:59").always()).isFalse();
    }

    private static WeeklyHours.Spell inside(String until) {
        return new WeeklyHours.Spell(true, at(until));
    }

    private static WeeklyHours.Spell outside(String until) {
        return new WeeklyHours.Spell(false, at(until));
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
