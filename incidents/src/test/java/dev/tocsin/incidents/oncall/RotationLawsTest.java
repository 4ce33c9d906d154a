package dev.tocsin.incidents.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// What holds for every rotation, in every zone, above all in the nights on which the clocks change.
class RotationLawsTest {
    private static final List<String> PEOPLE = List.of("ana", "bo", "cy", "di");

    /// A question to a rotation.
    record Question(Rotation rotation, ZoneId zone, Instant at) {

        Slot answer() {
            return rotation.at(at, zone);
        }
    }

    @Property(tries = 500)
    void a_shift_contains_the_instant_that_was_asked_for(@ForAll("questions") Question question) {
        var shift = question.answer();

        assertThat(shift.start()).isBeforeOrEqualTo(question.at());
        assertThat(shift.end()).isAfter(question.at());
    }

    @Property(tries = 500)
    void every_instant_of_a_shift_gives_the_same_shift(@ForAll("questions") Question question) {
        var shift = question.answer();
        var middle =
                shift.start().plus(Duration.between(shift.start(), shift.end()).dividedBy(2));

        for (var at : List.of(shift.start(), middle, shift.end().minusNanos(1))) {
            assertThat(question.rotation().at(at, question.zone())).isEqualTo(shift);
        }
    }

    @Property(tries = 300)
    void shifts_tile_a_window_without_gap_and_overlap(@ForAll("questions") Question question) {
        var rotation = question.rotation();
        var shift = rotation.at(question.at().minus(Duration.ofDays(2)), question.zone());
        for (var i = 0; i < 60; i++) {
            var next = rotation.at(shift.end(), question.zone());

            assertThat(next.start()).isEqualTo(shift.end());
            assertThat(rotation.at(next.start().minusNanos(1), question.zone())).isEqualTo(shift);
            shift = next;
        }
    }

    @Property(tries = 300)
    void responders_follow_each_other_in_the_order_written(@ForAll("questionsByDays") Question question) {
        var people = question.rotation().responders();
        var shift = question.answer();
        var next = question.rotation().at(shift.end(), question.zone());

        assertThat(next.responder()).isEqualTo(people.get((people.indexOf(shift.responder()) + 1) % people.size()));
    }

    @Property(tries = 500)
    void a_shift_begins_at_the_handoff_or_where_the_clocks_skipped_it(@ForAll("questionsByDays") Question question) {
        var zone = question.zone();
        var start = question.answer().start();
        var local = start.atZone(zone).toLocalDateTime();
        var handoff = local.toLocalDate().atTime(question.rotation().handoff().time());
        var gap = zone.getRules().getTransition(handoff);

        if (gap != null && gap.isGap()) {
            assertThat(start).isEqualTo(gap.getInstant());
        } else {
            assertThat(local).isEqualTo(handoff);
            assertThat(start)
                    .isEqualTo(handoff.atZone(zone).withEarlierOffsetAtOverlap().toInstant());
        }
    }

    @Property(tries = 300)
    void the_schedule_names_exactly_the_one_whose_turn_it_is(@ForAll("questions") Question question) {
        var schedule = new OnCallSchedule("primary", question.zone(), List.of(question.rotation()));

        assertThat(schedule.at(question.at()).responders())
                .containsExactly(question.answer().responder());
    }

    @Provide
    Arbitrary<Question> questions() {
        return questions(Arbitraries.of(ChronoUnit.HOURS, ChronoUnit.DAYS, ChronoUnit.WEEKS, ChronoUnit.MONTHS));
    }

    @Provide
    Arbitrary<Question> questionsByDays() {
        return questions(Arbitraries.of(ChronoUnit.DAYS, ChronoUnit.WEEKS, ChronoUnit.MONTHS));
    }

    private static Arbitrary<Question> questions(Arbitrary<ChronoUnit> units) {
        var turns = Combinators.combine(Arbitraries.integers().between(1, 12), units)
                .as(Turn::new);
        // The hours around which clocks are changed come up often.
        var times = Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(1, Arbitraries.integers().between(0, 23)),
                                Tuple.of(2, Arbitraries.integers().between(0, 3))),
                        Arbitraries.of(0, 15, 30, 59))
                .as(LocalTime::of);
        var handoffs = Combinators.combine(Arbitraries.of(DayOfWeek.class).optional(), times)
                .as(Handoff::new);
        var starts = Arbitraries.longs()
                .between(
                        LocalDate.of(2005, 1, 1).toEpochDay(),
                        LocalDate.of(2045, 1, 1).toEpochDay())
                .map(LocalDate::ofEpochDay);
        var people = Arbitraries.integers().between(1, PEOPLE.size()).map(count -> PEOPLE.subList(0, count));
        var rotations = Combinators.combine(turns, handoffs, starts, people)
                .as((turn, handoff, start, names) -> new Rotation(turn, handoff, start, names));
        var zones = Arbitraries.of(
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "America/Santiago",
                        "Africa/Cairo",
                        "Asia/Kathmandu",
                        "Etc/UTC")
                .map(ZoneId::of);
        var anyTime =
                Arbitraries.longs().between(1_000_000_000L, 2_200_000_000L).map(Instant::ofEpochSecond);
        var hoursAway = Arbitraries.longs().between(-4 * 3_600, 4 * 3_600);
        return Combinators.combine(rotations, zones, anyTime, hoursAway, Arbitraries.of(true, true, false))
                .as((rotation, zone, at, away, atNight) -> new Question(
                        rotation, zone, atNight ? changeAfter(at, zone).plusSeconds(away) : at))
                .withoutEdgeCases();
    }

    private static Instant changeAfter(Instant at, ZoneId zone) {
        return Optional.ofNullable(zone.getRules().nextTransition(at))
                .map(change -> change.getInstant())
                .orElse(at.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toInstant());
    }
}
