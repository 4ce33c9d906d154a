package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.monitor.availability.Window;
import dev.tocsin.monitor.latency.Latencies;
import dev.tocsin.monitor.latency.RollUps;
import dev.tocsin.monitor.latency.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObservationsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration KEPT = Duration.ofDays(14);
    private static final MonitorId SHOP = new MonitorId(1);

    private final TestDatabase postgres = TestDatabase.create();
    private final MovableClock clock = new MovableClock(NOON);
    private final Observations observations = new Observations(postgres.database(), clock);
    private final RollUps rollUps = new RollUps(postgres.database(), clock);

    @AfterEach
    void drop() {
        postgres.close();
    }

    @Test
    void looks_are_kept_for_14_whole_days_and_then_dropped_by_the_day() {
        observations.turnDays(KEPT);
        settle(NOON);
        clock.advance(KEPT);
        rollUps.rollUpDue();

        assertThat(observations.turnDays(KEPT)).containsExactly("observation_20261122");
        assertThat(looks()).isEqualTo(1);

        clock.advance(Duration.ofDays(1));
        rollUps.rollUpDue();

        assertThat(observations.turnDays(KEPT)).containsExactly("observation_20261123");
        assertThat(looks()).isZero();
    }

    @Test
    void a_day_is_not_dropped_before_it_is_in_the_roll_ups() {
        observations.turnDays(KEPT);
        settle(NOON);
        clock.advance(Duration.ofDays(40));

        assertThat(observations.turnDays(KEPT)).isEmpty();
        assertThat(looks()).isEqualTo(1);

        rollUps.rollUpDue();
        assertThat(observations.turnDays(KEPT)).contains("observation_20261123");
    }

    @Test
    void the_verdict_intervals_are_never_dropped() {
        observations.turnDays(KEPT);
        new Monitors(postgres.database(), clock, 4, new Deaf()).apply(List.of(WatchedHouse.monitor("shop")));
        clock.advance(Duration.ofDays(4_000));
        rollUps.rollUpDue();

        observations.turnDays(KEPT);
        rollUps.dropOlder(Duration.ofDays(30));

        var intervals = postgres.database().transact(Intervals::all);
        assertThat(intervals).extracting(VerdictInterval::began).containsExactly(NOON);
    }

    @Test
    void looks_that_come_hours_late_are_still_rolled_up() {
        observations.turnDays(KEPT);
        settle(NOON);
        clock.advance(Duration.ofHours(30));
        rollUps.rollUpDue();

        settle(NOON.plusSeconds(60));
        settle(NOON.plusSeconds(7_200));
        assertThat(counted()).isEqualTo(3);
        rollUps.rollUpDue();

        postgres.database().run(handle -> handle.execute("truncate observation"));
        assertThat(counted()).isEqualTo(3);
        var days = new Window(NOON.minus(Duration.ofHours(12)), NOON.plus(Duration.ofHours(12)));
        assertThat(postgres.database()
                        .transact(handle -> new Latencies().steps(handle, SHOP, Optional.empty(), days, Step.DAY))
                        .values())
                .singleElement()
                .satisfies(day -> assertThat(day.count()).isEqualTo(3));
    }

    @Test
    void a_look_in_time_waits_for_nobody_who_rolls_up() throws InterruptedException {
        observations.turnDays(KEPT);
        clock.advance(Duration.ofMinutes(30));
        rollUps.rollUpDue();

        var settling = Thread.ofVirtual().unstarted(() -> settle(clock.instant()));
        postgres.database().run(handle -> {
            handle.execute("select 1 from latency_watermark for update");
            settling.start();
            assertThat(joined(settling)).isTrue();
        });

        assertThat(looks()).isEqualTo(1);
    }

    private void settle(Instant at) {
        var timings = new Timings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMillis(80));
        var none = Evidence.none(at);
        var evidence = new Evidence(none.at(), none.address(), timings, none.facts(), none.tls(), none.checks());
        var look = new Look(SHOP, Duration.ZERO, new Observation.Passed(evidence, false, "status 200"));
        postgres.database().run(handle -> new ObservationStore().insert(handle, List.of(look)));
    }

    private long looks() {
        return postgres.database()
                .transact(handle -> handle.createQuery("select count(*) from observation")
                        .mapTo(Long.class)
                        .one());
    }

    private long counted() {
        var window = new Window(NOON.minus(Duration.ofHours(2)), NOON.plus(Duration.ofHours(6)));
        return postgres.database()
                .transact(handle -> new Latencies().whole(handle, SHOP, Optional.empty(), window))
                .count();
    }

    private static boolean joined(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
