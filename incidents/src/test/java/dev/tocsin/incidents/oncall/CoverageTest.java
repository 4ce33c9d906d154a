package dev.tocsin.incidents.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.oncall.ScheduleOverride.Origin;
import dev.tocsin.incidents.oncall.ScheduleOverride.Remove;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MONDAY = at("2026-10-05T09:00+02:00");

    @Test
    void a_schedule_of_several_people_by_the_week_is_sound_also_over_the_change_of_clocks() {
        var coverage = coverage(schedule(rotation("", "ana", "bo")));

        assertThat(coverage.sound()).isTrue();
        assertThat(coverage.findings()).isEmpty();
        assertThat(coverage.load().values()).allSatisfy(time -> assertThat(time).isGreaterThan(Duration.ofDays(40)));
    }

    @Test
    void a_hole_is_told_with_its_first_time_and_how_often_it_comes() {
        var coverage = coverage(schedule(rotation("mon-fri 08:00-18:00", "ana", "bo")));

        assertThat(coverage.holes()).hasSize(65);
        assertThat(coverage.hole().orElseThrow().text())
                .isEqualTo(
                        "nobody is on call in primary from Mon 5 Oct 2026 18:00 to Tue 6 Oct 2026 08:00 Europe/Berlin"
                                + " and 64 times more within 90 days");
    }

    @Test
    void a_hole_that_an_override_tears_is_one() {
        var holidays = new Remove(
                new Window(at("2026-10-10T00:00+02:00"), at("2026-10-11T00:00+02:00")), "bo", new Origin("ops", ""));
        var coverage = coverage(schedule(rotation("", "ana", "bo")).with(List.of(holidays)));

        assertThat(coverage.holes())
                .singleElement()
                .extracting(Coverage.Hole::because)
                .asString()
                .contains("taken off: bo (override by ops)");
    }

    @Test
    void one_person_alone_for_over_seven_days_is_told_and_seven_days_are_not() {
        assertThat(coverage(schedule(rotation("", "ana"))).alone().orElseThrow().text())
                .isEqualTo("ana is on call in primary alone for over 7 days,"
                        + " from Mon 5 Oct 2026 09:00 Europe/Berlin");
        assertThat(coverage(schedule(rotation("", "ana", "bo"))).alone()).isEmpty();
    }

    @Test
    void who_comes_on_call_unverified_is_named() {
        var coverage = Coverage.of(schedule(rotation("", "ana", "bo")), MONDAY, "ana"::equals);

        assertThat(coverage.unverified()).containsExactly("bo");
        assertThat(coverage.findings().getFirst().text())
                .isEqualTo("bo will be on call in primary without a verified contact");
    }

    @Test
    void a_schedule_without_rotations_is_one_hole() {
        var coverage = coverage(schedule());

        assertThat(coverage.holes()).singleElement().satisfies(hole -> {
            assertThat(hole.window()).isEqualTo(coverage.window());
            assertThat(hole.because()).isEqualTo("primary has no rotations");
        });
    }

    private static Coverage coverage(OnCallSchedule schedule) {
        return Coverage.of(schedule, MONDAY, _ -> true);
    }

    private static OnCallSchedule schedule(Rotation... rotations) {
        return new OnCallSchedule("primary", BERLIN, List.of(rotations));
    }

    private static Rotation rotation(String only, String... responders) {
        return new Rotation(
                Turn.parse("1 week"),
                Handoff.parse("mon 09:00"),
                LocalDate.parse("2026-01-05"),
                List.of(responders),
                only.isEmpty() ? Optional.empty() : Optional.of(WeeklyHours.parse(only)));
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
