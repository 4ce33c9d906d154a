package dev.tocsin.incidents.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.oncall.ScheduleOverride.Add;
import dev.tocsin.incidents.oncall.ScheduleOverride.Origin;
import dev.tocsin.incidents.oncall.ScheduleOverride.Remove;
import dev.tocsin.incidents.oncall.ScheduleOverride.Replace;
import dev.tocsin.incidents.oncall.ScheduleOverride.Stint;
import dev.tocsin.incidents.oncall.ScheduleOverride.Swap;
import dev.tocsin.incidents.oncall.ScheduleOverride.Temporary;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for every schedule: layers, hours, overrides, in weeks around the nights on which the clocks change.
class OnCallScheduleLawsTest {
    private static final List<String> PEOPLE = List.of("ana", "bo", "cy", "di");

    /// A schedule, and ten days to look at it in.
    record Question(OnCallSchedule schedule, Instant from) {

        Instant to() {
            return from.plus(Duration.ofDays(10));
        }

        List<Shift> shifts() {
            return schedule.shifts(from, to());
        }
    }

    @Property(tries = 120)
    void shifts_tile_the_window_without_gap_and_overlap(@ForAll("questions") Question question) {
        var reached = question.from();
        for (var shift : question.shifts()) {
            assertThat(shift.start()).isEqualTo(reached);
            reached = shift.end();
        }

        assertThat(reached).isEqualTo(question.to());
    }

    @Property(tries = 120)
    void no_instant_is_without_a_decision_and_it_is_that_of_its_shift(@ForAll("questions") Question question) {
        for (var shift : question.shifts()) {
            var middle = shift.start()
                    .plus(Duration.between(shift.start(), shift.end()).dividedBy(2));
            for (var at : List.of(shift.start(), middle, shift.end().minusNanos(1))) {
                assertThat(question.schedule().at(at)).isEqualTo(shift.duty());
            }
            if (shift.duty() instanceof Duty.Nobody nobody) {
                assertThat(nobody.because()).isNotBlank();
            }
        }
    }

    @Property(tries = 120)
    void neighbouring_shifts_differ(@ForAll("questions") Question question) {
        var shifts = question.shifts();
        for (var i = 1; i < shifts.size(); i++) {
            assertThat(shifts.get(i).duty()).isNotEqualTo(shifts.get(i - 1).duty());
        }
    }

    @Property(tries = 120)
    void the_order_of_overrides_has_no_say(@ForAll("questions") Question question, @ForAll long seed) {
        var schedule = question.schedule();
        var shuffled = new ArrayList<>(schedule.overrides());
        Collections.shuffle(shuffled, new Random(seed));

        var other =
                new OnCallSchedule(schedule.name(), schedule.zone(), schedule.rotations(), shuffled, Optional.empty());

        assertThat(other.shifts(question.from(), question.to())).isEqualTo(question.shifts());
    }

    @Property(tries = 80)
    void a_window_cut_in_two_says_the_same_as_the_whole(
            @ForAll("questions") Question question, @ForAll long somewhere) {
        var cut = question.from().plusSeconds(1 + Math.floorMod(somewhere, 10 * 86_400L - 2));

        var parts = new ArrayList<>(question.schedule().shifts(question.from(), cut));
        parts.addAll(question.schedule().shifts(cut, question.to()));

        var whole = question.shifts().iterator();
        var shift = whole.next();
        for (var part : parts) {
            while (!part.start().isBefore(shift.end())) {
                shift = whole.next();
            }
            assertThat(part.duty()).isEqualTo(shift.duty());
            assertThat(part.end()).isBeforeOrEqualTo(shift.end());
        }
    }

    @Property(tries = 80)
    void outside_of_its_windows_an_override_changes_nothing(@ForAll("questions") Question question) {
        var schedule = question.schedule();
        var bare = new OnCallSchedule(schedule.name(), schedule.zone(), schedule.rotations());
        for (var shift : question.shifts()) {
            if (schedule.overrides().stream()
                    .flatMap(override -> override.windows().stream())
                    .noneMatch(window -> window.contains(shift.start()))) {
                assertThat(shift.duty().responders())
                        .isEqualTo(bare.at(shift.start()).responders());
            }
        }
    }

    @Provide
    Arbitrary<Question> questions() {
        var zones = Arbitraries.of(
                        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Etc/UTC")
                .map(ZoneId::of);
        var times = Arbitraries.longs()
                .between(
                        Instant.parse("2020-01-01T00:00:00Z").getEpochSecond() / 60,
                        Instant.parse("2035-01-01T00:00:00Z").getEpochSecond() / 60)
                .map(minute -> Instant.ofEpochSecond(minute * 60));
        return Combinators.combine(
                        zones,
                        times,
                        rotations().list().ofMaxSize(3),
                        drafts().list().ofMaxSize(6))
                .as((zone, time, rotations, drafts) -> {
                    var change = zone.getRules().nextTransition(time);
                    var from = change == null
                            ? time
                            : change.getInstant().minus(Duration.ofDays(5)).plusSeconds(time.getEpochSecond() % 7200);
                    return new Question(
                            new OnCallSchedule("primary", zone, rotations)
                                    .with(drafts.stream()
                                            .map(draft -> draft.from(from))
                                            .toList()),
                            from);
                })
                .withoutEdgeCases();
    }

    private static Arbitrary<Rotation> rotations() {
        var turns = Combinators.combine(
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.of(ChronoUnit.HOURS, ChronoUnit.DAYS, ChronoUnit.WEEKS, ChronoUnit.MONTHS))
                .as(Turn::new);
        var handoffs = Arbitraries.integers()
                .between(0, 95)
                .map(quarter -> new Handoff(Optional.empty(), LocalTime.ofSecondOfDay(quarter * 900L)));
        var starts = Arbitraries.longs()
                .between(
                        LocalDate.of(2015, 1, 1).toEpochDay(),
                        LocalDate.of(2040, 1, 1).toEpochDay())
                .map(LocalDate::ofEpochDay);
        var people = Arbitraries.integers().between(1, PEOPLE.size()).map(count -> PEOPLE.subList(0, count));
        var hours = Arbitraries.of(
                        "mon-fri 08:00-18:00",
                        "sat-sun 00:00-24:00",
                        "22:00-06:00",
                        "02:00-02:30",
                        "sun 01:30-02:15, mon 02:30-03:00",
                        "fri 18:00-24:00, sat-sun 00:00-24:00",
                        "00:00-23:59")
                .map(WeeklyHours::parse)
                .optional(0.6);
        return Combinators.combine(turns, handoffs, starts, people, hours).as(Rotation::new);
    }

    /// An override whose times are counted from where one looks.
    private record Draft(int kind, int hour, int length, String one, String other) {

        ScheduleOverride from(Instant from) {
            var window = window(from, hour, length);
            var origin = new Origin("ops" + length % 7, "");
            return switch (kind) {
                case 0 -> new Add(window, one, origin);
                case 1 -> new Remove(window, one, origin);
                case 2 -> new Temporary(window, List.of(new Stint(one, window(from, hour, (length + 1) / 2))), origin);
                case 3 ->
                    one.equals(other)
                            ? new Add(window, one, origin)
                            : new Swap(one, window, other, window(from, hour + 20, length), origin);
                default -> new Replace(window, Map.of(one, other), origin);
            };
        }

        private static Window window(Instant from, int hour, int length) {
            return new Window(from.plus(Duration.ofHours(hour)), from.plus(Duration.ofHours((long) hour + length)));
        }
    }

    private static Arbitrary<Draft> drafts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(-24, 10 * 24),
                        Arbitraries.integers().between(1, 100),
                        Arbitraries.of(PEOPLE),
                        Arbitraries.of(PEOPLE))
                .as(Draft::new);
    }
}
