package dev.tocsin.monitor.latency;

import static dev.tocsin.monitor.latency.RolledHouse.BLOG;
import static dev.tocsin.monitor.latency.RolledHouse.MONDAY;
import static dev.tocsin.monitor.latency.RolledHouse.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.availability.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollUpsTest {
    private static final Instant NOON = MONDAY.plus(Duration.ofHours(12));
    private static final Duration DAY = Duration.ofDays(1);
    private final RolledHouse house = new RolledHouse();
    private final Random random = new Random(3);

    @AfterEach
    void drop() {
        house.close();
    }

    @Test
    void every_window_tells_the_same_whether_rolled_up_or_not() {
        look(MONDAY.minus(Duration.ofHours(20)), NOON.plusSeconds(240), Duration.ofMinutes(3));
        var windows = List.of(
                new Window(MONDAY.minus(DAY), MONDAY.plus(DAY)),
                new Window(MONDAY.minusSeconds(3_900), NOON.minusSeconds(600)),
                new Window(NOON.minusSeconds(300), NOON.plusSeconds(600)),
                new Window(NOON.minusSeconds(7_200), NOON.minusSeconds(3_600)));
        windows.forEach(window -> assertThat(house.whole(window)).isEqualTo(house.truth(window)));

        house.rollUpAt(NOON.plusSeconds(180));

        assertThat(house.rows()).isNotEmpty();
        windows.forEach(window -> assertThat(house.whole(window)).isEqualTo(house.truth(window)));
        for (var step : Step.values()) {
            var whole = step.widen(windows.getFirst());
            house.steps(whole, step)
                    .forEach((began, histogram) ->
                            assertThat(histogram).isEqualTo(house.truth(new Window(began, began.plus(step.length())))));
            assertThat(LatencyHistogram.sum(house.steps(whole, step).values())).isEqualTo(house.truth(whole));
        }
    }

    @Test
    void what_several_places_saw_is_told_apart_and_all_together_rolled_up_or_not() {
        var hour = new Window(NOON.minusSeconds(7_200), NOON.minusSeconds(3_600));
        var day = new Window(MONDAY.minus(DAY), MONDAY);
        house.passed(SHOP, MONDAY.minusSeconds(3_600), Duration.ofMillis(20));
        house.passed(SHOP, hour.from(), Duration.ofMillis(30));
        house.passedFrom("fra", MONDAY.minusSeconds(3_599), Duration.ofMillis(200));
        house.passedFrom("fra", hour.from().plusSeconds(1), Duration.ofMillis(300));
        var here = Optional.of(Location.HERE);
        var fra = Optional.of(new Location("fra"));

        for (var rolled : List.of(false, true)) {
            if (rolled) {
                house.rollUpAt(NOON.plusSeconds(180));
            }
            for (var window : List.of(hour, day)) {
                assertThat(house.whole(window)).isEqualTo(house.truth(window));
                assertThat(house.whole(here, window).count()).isEqualTo(1);
                assertThat(house.whole(fra, window).percentile(50).orElseThrow())
                        .isGreaterThan(Duration.ofMillis(150));
            }
        }
        assertThat(house.rows()).hasSize(6);
    }

    @Test
    void the_roll_ups_outlive_the_looks() {
        look(MONDAY.minus(DAY), MONDAY, Duration.ofMinutes(2));
        house.rollUpAt(NOON);
        house.clock.advance(Duration.ofDays(16));
        house.rollUps.rollUpDue();

        assertThat(house.observations.turnDays(Duration.ofDays(14))).contains("observation_20261122");
        assertThat(house.whole(new Window(MONDAY.minus(DAY), MONDAY)))
                .isEqualTo(house.truth(new Window(MONDAY.minus(DAY), MONDAY)));
    }

    @Test
    void only_what_passed_tells_how_long_answers_take() {
        house.passed(SHOP, NOON, Duration.ofMillis(80));
        house.write(SHOP, NOON.plusSeconds(30), Duration.ofSeconds(10), "failed");
        house.write(SHOP, NOON.plusSeconds(60), Duration.ofSeconds(10), "inconclusive");
        var window = new Window(NOON, NOON.plusSeconds(300));

        assertThat(house.whole(window).count()).isEqualTo(1);
        house.rollUpAt(NOON.plusSeconds(3_720));

        assertThat(house.whole(window)).isEqualTo(house.truth(window));
        assertThat(house.rows()).hasSize(1);
    }

    @Test
    void rolling_up_twice_changes_nothing() {
        look(NOON.minus(DAY), NOON, Duration.ofMinutes(1));
        house.rollUpAt(NOON.plusSeconds(180));
        var once = house.rows();

        house.rollUps.rollUpDue();
        house.execute("update latency_watermark set rolled_until = null");
        house.rollUps.rollUpDue();

        assertThat(house.rows()).isEqualTo(once);
    }

    @Test
    void a_crash_between_rolling_up_and_moving_on_repeats_and_loses_nothing() {
        look(NOON.minusSeconds(1_500), NOON, Duration.ofSeconds(30));
        house.execute("update latency_watermark set rolled_until = '2026-11-23T11:00Z'");
        house.execute("alter table latency_watermark add constraint crash check (rolled_until < '2026-11-23T12:00Z')");

        assertThatThrownBy(() -> house.rollUpAt(NOON.plusSeconds(180))).hasMessageContaining("crash");
        assertThat(house.rows()).isEmpty();

        house.execute("alter table latency_watermark drop constraint crash");
        house.rollUps.rollUpDue();
        var window = new Window(NOON.minusSeconds(1_500), NOON);
        assertThat(house.rows()).isNotEmpty();
        assertThat(house.whole(window)).isEqualTo(house.truth(window));
    }

    @Test
    void while_one_node_rolls_up_the_others_do_nothing_and_do_not_wait() {
        house.passed(SHOP, NOON, Duration.ofMillis(80));
        house.clock.set(NOON.plusSeconds(3_720));

        house.postgres.database().run(handle -> {
            handle.execute("select 1 from latency_watermark for update");
            var other = Thread.ofVirtual().start(house.rollUps::rollUpDue);
            assertThat(joined(other)).isTrue();
        });

        assertThat(house.rows()).isEmpty();
        house.rollUps.rollUpDue();
        assertThat(house.rows()).hasSize(1);
    }

    @Test
    void a_look_that_was_committed_while_its_hour_was_rolled_up_is_taken_in_with_the_next_one() {
        house.passed(SHOP, NOON.plusSeconds(10), Duration.ofMillis(80));
        house.rollUpAt(NOON.plus(Duration.ofHours(2)).plusSeconds(120));
        house.passed(SHOP, NOON.plusSeconds(6_000), Duration.ofMillis(90));

        house.rollUpAt(NOON.plus(Duration.ofHours(3)).plusSeconds(120));

        var window = new Window(NOON, NOON.plus(Duration.ofHours(2)));
        assertThat(house.whole(window)).isEqualTo(house.truth(window));
        assertThat(house.steps(window, Step.HOUR)).hasSize(2);
    }

    @Test
    void old_roll_ups_go_and_younger_ones_stay() {
        look(MONDAY.minus(DAY), NOON, Duration.ofMinutes(10));
        house.rollUpAt(NOON.plusSeconds(180));
        house.clock.set(MONDAY.plus(Duration.ofDays(400)));

        var dropped = house.rollUps.dropOlder(Duration.ofDays(400));

        assertThat(dropped).isPositive();
        assertThat(house.whole(new Window(MONDAY.minus(DAY), MONDAY)).count()).isZero();
        var rest = new Window(MONDAY, NOON);
        assertThat(house.whole(rest)).isEqualTo(house.truth(rest));
    }

    private void look(Instant from, Instant to, Duration every) {
        for (var at = from.plusMillis(1_234); at.isBefore(to); at = at.plus(every)) {
            house.passed(SHOP, at, Duration.ofNanos((20_000 + random.nextLong(400_000)) * 1_000));
            house.passed(BLOG, at.plusSeconds(1), Duration.ofMillis(7));
        }
    }

    private static boolean joined(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
