package dev.tocsin.incidents.rota;

import static dev.tocsin.incidents.rota.RotaHouse.START;
import static dev.tocsin.incidents.rota.RotaHouse.add;
import static dev.tocsin.incidents.rota.RotaHouse.hours;
import static dev.tocsin.incidents.rota.RotaHouse.replace;
import static dev.tocsin.incidents.rota.RotaHouse.schedule;
import static dev.tocsin.incidents.rota.RotaHouse.settings;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.oncall.Duty;
import dev.tocsin.incidents.oncall.OverrideSettings.Placed;
import dev.tocsin.incidents.oncall.ScheduleOverride.Origin;
import dev.tocsin.incidents.oncall.ScheduleOverride.Stint;
import dev.tocsin.incidents.oncall.ScheduleOverride.Swap;
import dev.tocsin.incidents.oncall.ScheduleOverride.Temporary;
import dev.tocsin.incidents.oncall.Window;
import dev.tocsin.incidents.paging.PagingSettings;
import dev.tocsin.monitor.inventory.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Overrides over the API, and who is paged because of them.
final class OverridesTest {
    private static final Origin OPS = new Origin("ops", "");

    private final RotaHouse house = new RotaHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_stand_in_is_paged_from_the_moment_on_in_which_the_override_is_made() {
        house.make(replace("ana", "cyd", hours(0, 8)));

        house.paging.down("shop");
        house.paging.work();

        assertThat(house.paging.texted()).containsExactly("cyd");
        var incident = house.paging.newest("shop").id();
        var page = house.paging
                .database
                .transact(handle -> house.paging.pages.of(handle, incident))
                .getFirst();
        assertThat(page.because())
                .isEqualTo(
                        "standing in for ana in primary until Wed 4 Mar 23:05 Europe/Berlin (override by ops: dentist)");
    }

    @Test
    void who_is_on_call_is_read_when_a_step_falls_due() {
        house.paging.down("shop");
        house.paging.work();
        house.make(replace("ana", "cyd", hours(0, 8)));
        house.paging.pass(ofMinutes(5));

        assertThat(house.paging.texted()).containsExactly("ana", "cyd");
        var incident = house.paging.newest("shop");
        var next = house.paging.database.transact(handle -> house.paging.pages.next(handle, incident));
        assertThat(next.orElseThrow().responder()).isEqualTo("cyd");
    }

    @Test
    void an_override_that_is_taken_back_counts_no_more_and_the_past_stays_as_it_was() {
        var id = house.make(replace("ana", "cyd", hours(0, 8)));
        house.paging.clock.advance(ofHours(2));

        assertThat(house.overrides.takeBack(id, "ops")).isEqualTo(new TakenBack.Done());

        assertThat(house.onCall(START.plus(ofHours(1)))).containsExactly("cyd");
        assertThat(house.onCall(START.plus(ofHours(2)))).containsExactly("ana");
        assertThat(house.onCall(START.plus(ofHours(3)))).containsExactly("ana");
        assertThat(house.overrides.takeBack(id, "ops")).isInstanceOf(TakenBack.Already.class);
        assertThat(house.overrides.takeBack(4711, "ops")).isEqualTo(new TakenBack.NoSuchOverride());
    }

    @Test
    void an_override_does_not_rewrite_the_hours_before_it_was_made() {
        house.paging.clock.advance(ofHours(4));
        house.make(replace("ana", "cyd", hours(0, 8)));

        assertThat(house.onCall(START.plus(ofHours(3)))).containsExactly("ana");
        assertThat(house.onCall(START.plus(ofHours(4)))).containsExactly("cyd");
    }

    @Test
    void of_two_that_say_the_same_at_once_one_counts_and_the_other_is_told() throws Exception {
        var same = replace("ana", "cyd", hours(1, 8));
        var attempts = new ArrayList<Callable<Outcome>>();
        for (var i = 0; i < 8; i++) {
            attempts.add(() -> house.overrides.make(same, Optional.empty()));
        }

        var outcomes = new ArrayList<Outcome>();
        try (var threads = Executors.newFixedThreadPool(attempts.size())) {
            for (var attempt : threads.invokeAll(attempts)) {
                outcomes.add(attempt.get());
            }
        }

        assertThat(outcomes).filteredOn(Outcome.Made.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Outcome.Same.class::isInstance).hasSize(7);
    }

    @Test
    void what_was_taken_back_can_be_said_again() {
        var same = replace("ana", "cyd", hours(1, 8));
        house.overrides.takeBack(house.make(same), "ops");

        assertThat(house.overrides.make(same, Optional.empty())).isInstanceOf(Outcome.Made.class);
    }

    @Test
    void a_request_that_comes_again_makes_nothing_and_another_body_under_its_key_is_refused() {
        var request = Optional.of(new Request("ops", "key", "body"));
        var first = house.overrides.make(add("cyd", hours(1, 8)), request);

        assertThat(house.overrides.make(add("cyd", hours(1, 8)), request)).isEqualTo(first);
        assertThat(house.overrides.answered(new Request("ops", "key", "other"))).contains(new Outcome.KeyTaken());
        assertThat(house.overrides.make(add("bo", hours(1, 8)), Optional.of(new Request("ops", "key", "other"))))
                .isEqualTo(new Outcome.KeyTaken());
    }

    @Test
    void what_would_be_over_already_is_not_made() {
        house.paging.clock.advance(ofHours(8));

        assertThat(house.overrides.make(add("cyd", hours(1, 8)), Optional.empty()))
                .isEqualTo(new Outcome.Over());
    }

    @Test
    void two_temporary_schedules_do_not_overlap() {
        var id = house.make(temporary(hours(10, 20)));

        assertThat(house.overrides.make(temporary(hours(19, 30)), Optional.empty()))
                .isEqualTo(new Outcome.Occupied(id));
        assertThat(house.overrides.make(temporary(hours(20, 30)), Optional.empty()))
                .isInstanceOf(Outcome.Made.class);
    }

    @Test
    void nobody_gives_away_in_an_exchange_what_they_do_not_have() {
        var week = Duration.ofDays(7).toHours();

        assertThat(house.overrides.make(swap("ana", hours(1, 9), "bo", hours(2, 9)), Optional.empty()))
                .isEqualTo(new Outcome.NotTheirs("bo", hours(2, 9)));
        assertThat(house.overrides.make(swap("ana", hours(1, 9), "bo", hours(week + 1, week + 9)), Optional.empty()))
                .isInstanceOf(Outcome.Made.class);
        assertThat(house.onCall(START.plus(ofHours(1)))).containsExactly("bo");
        assertThat(house.onCall(START.plus(ofHours(week + 1)))).containsExactly("ana");
    }

    @Test
    void an_exchange_is_taken_back_whole_or_not_at_all() {
        var week = Duration.ofDays(7).toHours();
        var id = house.make(swap("ana", hours(1, 9), "bo", hours(week + 1, week + 9)));
        house.paging.clock.advance(ofHours(1));

        assertThat(house.overrides.takeBack(id, "ops")).isEqualTo(new TakenBack.Begun());
        assertThat(house.onCall(START.plus(ofHours(week + 1)))).containsExactly("ana");
    }

    @Test
    void an_override_whose_stand_in_left_the_settings_makes_no_hole() {
        house.make(replace("ana", "cyd", hours(0, 8)));

        house.reload(settings(schedule("ana", "bo"), "ana", "bo"));

        assertThat(house.onCall(START.plus(ofHours(1)))).containsExactly("ana");
    }

    @Test
    void past_turns_are_told_by_the_settings_that_were_in_force_then() {
        house.paging.clock.advance(ofHours(2));
        house.reload(settings(schedule("cyd", "bo"), "ana", "bo", "cyd"));
        house.paging.clock.advance(ofHours(2));
        house.reload(settings(schedule("bo"), "ana", "bo", "cyd"));

        assertThat(house.onCall(START.minus(ofHours(2)))).containsExactly("bo");
        assertThat(house.onCall(START.plus(ofHours(1)))).containsExactly("ana");
        assertThat(house.onCall(START.plus(ofHours(3)))).containsExactly("cyd");
        assertThat(house.onCall(START.plus(ofHours(5)))).containsExactly("bo");
        var shifts = house.paging
                .database
                .transact(handle -> house.rota.shifts(
                        handle,
                        house.settings.ground(),
                        "primary",
                        START,
                        START.plus(ofHours(6)),
                        house.paging.clock.instant()))
                .orElseThrow();
        assertThat(shifts)
                .extracting(shift -> shift.duty().responders())
                .containsExactly(List.of("ana"), List.of("cyd"), List.of("bo"));
        assertThat(shifts.getLast().end()).isEqualTo(START.plus(ofHours(6)));
    }

    @Test
    void settings_that_say_the_same_are_no_new_version() {
        house.paging.clock.advance(ofHours(2));
        house.reload(house.settings);

        assertThat(house.paging.database.<Integer>transact(
                        handle -> handle.createQuery("select count(*) from schedule_version")
                                .mapTo(Integer.class)
                                .one()))
                .isEqualTo(1);
    }

    @Test
    void a_schedule_that_left_the_settings_still_tells_its_past() {
        house.paging.clock.advance(ofHours(2));
        var other = settings(schedule("ana"), "ana", "bo", "cyd");
        house.reload(new PagingSettings(other.responders(), Map.of(), other.policies()));
        house.paging.clock.advance(ofHours(2));

        assertThat(house.onCall(START.plus(ofHours(1)))).containsExactly("ana");
        assertThat(house.onCall(START.plus(ofHours(3)))).isEmpty();
        Optional<Duty> never = house.paging.database.transact(
                handle -> house.rota.at(handle, house.settings.ground(), "never", START, house.paging.clock.instant()));
        assertThat(never).isEmpty();
    }

    private static Placed temporary(Window window) {
        return new Placed("primary", new Temporary(window, List.of(new Stint("cyd", window)), OPS));
    }

    private static Placed swap(String one, Window first, String other, Window second) {
        return new Placed("primary", new Swap(one, first, other, second, OPS));
    }
}
