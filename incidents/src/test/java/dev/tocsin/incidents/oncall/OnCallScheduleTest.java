package dev.tocsin.incidents.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.oncall.ScheduleOverride.Add;
import dev.tocsin.incidents.oncall.ScheduleOverride.Origin;
import dev.tocsin.incidents.oncall.ScheduleOverride.Remove;
import dev.tocsin.incidents.oncall.ScheduleOverride.Replace;
import dev.tocsin.incidents.oncall.ScheduleOverride.Stint;
import dev.tocsin.incidents.oncall.ScheduleOverride.Swap;
import dev.tocsin.incidents.oncall.ScheduleOverride.Temporary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OnCallScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Origin OPS = new Origin("ops", "dentist");
    private static final Instant NOON = at("2026-01-06T12:00+01:00");
    private static final Window TUESDAY = window("2026-01-06T00:00+01:00", "2026-01-07T00:00+01:00");
    private static final Rotation WEEKLY = weekly("ana", "bo");

    @Test
    void a_layer_that_is_restricted_to_hours_lets_the_one_beneath_answer_outside_of_them() {
        var schedule = schedule(List.of(WEEKLY, only("mon-fri 08:00-18:00", "cy")));

        assertThat(schedule.at(NOON).onCall())
                .containsExactly(
                        new OnCall("cy", "on call in primary until Tue 6 Jan 18:00 Europe/Berlin (rotation 2 of 2)"));
        assertThat(schedule.at(at("2026-01-06T18:00+01:00")).onCall())
                .containsExactly(
                        new OnCall("ana", "on call in primary until Wed 7 Jan 08:00 Europe/Berlin (rotation 1 of 2)"));
    }

    @Test
    void outside_of_all_hours_it_is_said_that_nobody_answers_and_until_when() {
        var schedule = schedule(List.of(only("mon-fri 08:00-18:00", "cy")));

        assertThat(schedule.at(at("2026-01-10T12:00+01:00")))
                .isEqualTo(new Duty.Nobody("no rotation of primary answers until Mon 12 Jan 08:00 Europe/Berlin"));
    }

    @Test
    void an_override_adds_removes_and_replaces_with_its_author_and_reason() {
        var schedule = schedule(List.of(WEEKLY));

        assertThat(schedule.with(List.of(new Add(TUESDAY, "cy", OPS))).at(NOON).onCall())
                .containsExactly(
                        new OnCall("ana", "on call in primary until Wed 7 Jan 00:00 Europe/Berlin"),
                        new OnCall(
                                "cy",
                                "added to primary until Wed 7 Jan 00:00 Europe/Berlin (override by ops: dentist)"));
        assertThat(schedule.with(List.of(new Remove(TUESDAY, "ana", OPS))).at(NOON))
                .isEqualTo(new Duty.Nobody("whoever would be on call in primary is taken off:"
                        + " ana (override by ops: dentist) until Wed 7 Jan 00:00 Europe/Berlin"));
        assertThat(schedule.with(List.of(replace("ana", "cy"))).at(NOON).onCall())
                .containsExactly(
                        new OnCall(
                                "cy",
                                "standing in for ana in primary until Wed 7 Jan 00:00 Europe/Berlin (override by ops: dentist)"));
    }

    @Test
    void an_override_begins_with_its_first_instant_and_is_over_at_its_last() {
        var schedule = schedule(List.of(WEEKLY)).with(List.of(replace("ana", "cy")));

        assertThat(schedule.at(TUESDAY.from().minusNanos(1)).responders()).containsExactly("ana");
        assertThat(schedule.at(TUESDAY.from()).responders()).containsExactly("cy");
        assertThat(schedule.at(TUESDAY.to().minusNanos(1)).responders()).containsExactly("cy");
        assertThat(schedule.at(TUESDAY.to()).responders()).containsExactly("ana");
    }

    @Test
    void a_stand_in_who_is_away_has_a_stand_in_too() {
        assertThat(people(replace("ana", "cy"), replace("cy", "di"))).containsExactly("di");
        assertThat(people(replace("ana", "cy"), replace("ana", "di"))).containsExactly("cy", "di");
        assertThat(people(replace("ana", "cy"), new Remove(TUESDAY, "cy", OPS))).isEmpty();
    }

    @Test
    void people_who_stand_in_for_each_other_exchange_their_turns() {
        var both = schedule(List.of(WEEKLY)).with(List.of(replace("ana", "bo"), replace("bo", "ana")));

        assertThat(both.at(NOON).responders()).containsExactly("bo");
        assertThat(people(replace("cy", "ana"), replace("ana", "bo"), replace("bo", "cy")))
                .containsExactly("bo");
        assertThat(people(replace("ana", "ana"))).containsExactly("ana");
    }

    @Test
    void who_is_added_stays_whatever_else_is_said_of_them() {
        assertThat(people(new Add(TUESDAY, "cy", OPS), new Remove(TUESDAY, "cy", OPS)))
                .containsExactly("ana", "cy");
        assertThat(people(new Add(TUESDAY, "ana", OPS), replace("ana", "bo"))).containsExactly("bo", "ana");
    }

    @Test
    void an_override_that_changes_nothing_cuts_no_shift() {
        var schedule = schedule(List.of(WEEKLY)).with(List.of(new Remove(TUESDAY, "bo", OPS)));

        assertThat(schedule.at(NOON).onCall())
                .containsExactly(new OnCall("ana", "on call in primary until Mon 12 Jan 09:00 Europe/Berlin"));
        assertThat(schedule.shifts(TUESDAY.from().minusSeconds(60), TUESDAY.to().plusSeconds(60)))
                .hasSize(1);
    }

    @Test
    void two_people_exchange_shifts_both_or_neither() {
        var second = window("2026-01-13T00:00+01:00", "2026-01-14T00:00+01:00");
        var schedule = schedule(List.of(WEEKLY)).with(List.of(new Swap("ana", TUESDAY, "bo", second, OPS)));

        assertThat(schedule.at(NOON).onCall())
                .containsExactly(
                        new OnCall(
                                "bo",
                                "standing in for ana in primary until Wed 7 Jan 00:00 Europe/Berlin (exchange by ops: dentist)"));
        assertThat(schedule.at(second.from()).responders()).containsExactly("ana");
        assertThat(schedule.at(second.to()).responders()).containsExactly("bo");
    }

    @Test
    void a_temporary_schedule_stands_in_the_place_of_everything_for_its_window() {
        var noonOn = window("2026-01-06T12:00+01:00", "2026-01-07T00:00+01:00");
        var whole = new Temporary(TUESDAY, List.of(new Stint("di", noonOn)), new Origin("ops", ""));
        var schedule = schedule(List.of(WEEKLY)).with(List.of(whole, new Add(TUESDAY, "cy", OPS)));

        assertThat(schedule.at(NOON).onCall())
                .containsExactly(new OnCall(
                        "di", "on call in primary until Wed 7 Jan 00:00 Europe/Berlin (temporary schedule by ops)"));
        assertThat(schedule.at(NOON.minusNanos(1)))
                .isEqualTo(new Duty.Nobody("the temporary schedule of primary by ops names nobody"
                        + " until Tue 6 Jan 12:00 Europe/Berlin"));
        assertThat(schedule.at(TUESDAY.to()).responders()).containsExactly("ana");
    }

    @Test
    void a_year_of_hourly_turns_is_tiled_exactly() {
        var hourly = schedule(List.of(new Rotation(
                Turn.parse("1 hour"), Handoff.parse("00:00"), LocalDate.parse("2026-01-01"), List.of("ana", "bo"))));
        var from = at("2026-01-01T00:00+01:00");

        var shifts = hourly.shifts(from, at("2027-01-01T00:00+01:00"));

        // The hour that comes twice in October is one turn of two hours, and the one that is skipped in March is none.
        assertThat(shifts).hasSize(365 * 24 - 1);
        assertThat(shifts.getFirst().start()).isEqualTo(from);
        assertThat(shifts.getLast().end()).isEqualTo(at("2027-01-01T00:00+01:00"));
    }

    @Test
    void the_order_of_overrides_has_no_say() {
        var overrides = new ArrayList<ScheduleOverride>(List.of(
                replace("ana", "cy"),
                replace("cy", "bo"),
                new Remove(TUESDAY, "bo", new Origin("a", "")),
                new Remove(TUESDAY, "bo", new Origin("b", "")),
                new Add(TUESDAY, "di", new Origin("a", "")),
                new Add(TUESDAY, "di", new Origin("b", ""))));
        var one = schedule(List.of(WEEKLY)).with(overrides).at(NOON);
        Collections.reverse(overrides);

        assertThat(schedule(List.of(WEEKLY)).with(overrides).at(NOON)).isEqualTo(one);
    }

    private static List<String> people(ScheduleOverride... overrides) {
        return schedule(List.of(WEEKLY)).with(List.of(overrides)).at(NOON).responders();
    }

    private static ScheduleOverride replace(String away, String standIn) {
        return new Replace(TUESDAY, Map.of(away, standIn), OPS);
    }

    private static OnCallSchedule schedule(List<Rotation> rotations) {
        return new OnCallSchedule("primary", BERLIN, rotations);
    }

    private static Rotation weekly(String... responders) {
        return new Rotation(
                Turn.parse("1 week"), Handoff.parse("mon 09:00"), LocalDate.parse("2026-01-05"), List.of(responders));
    }

    private static Rotation only(String hours, String... responders) {
        return new Rotation(
                Turn.parse("1 week"),
                Handoff.parse("mon 09:00"),
                LocalDate.parse("2026-01-05"),
                List.of(responders),
                Optional.of(WeeklyHours.parse(hours)));
    }

    private static Window window(String from, String to) {
        return new Window(at(from), at(to));
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
