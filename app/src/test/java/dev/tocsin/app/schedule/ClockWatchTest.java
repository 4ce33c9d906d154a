package dev.tocsin.app.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.db.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// On the real clock of a real database; ours is moved.
class ClockWatchTest {
    private final TestDatabase postgres = TestDatabase.create();
    private final InstantSource system = InstantSource.system();
    private Duration off = Duration.ZERO;
    private Duration running = Duration.ZERO;
    private final ClockWatch watch = new ClockWatch(
            postgres.database(), "us", () -> system.instant().plus(off), () -> System.nanoTime() + running.toNanos());

    @AfterEach
    void drop() {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, true, InStep", "-400, 0, true, InStep", "600, 0, true, Off", "600, 200, true, InStep",
        "-4900, 0, false, Off", "5100, 0, true, Out", "-5100, 0, true, Out", "5100, 200, true, Off",
        "5100, 0, false, Alone"
    })
    void half_a_second_is_noticed_and_five_seconds_stop_a_node_that_is_not_alone(
            long ahead, long uncertainty, boolean others, String expected) {
        var state = ClockState.of(Duration.ofMillis(ahead), Duration.ofMillis(uncertainty), others);

        assertThat(state.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(state.mayWork()).isEqualTo(!expected.equals("Out"));
    }

    @Test
    void a_clock_that_agrees_is_right() {
        watch.compareDue();

        assertThat(watch.state()).isInstanceOf(ClockState.InStep.class);
        assertThat(watch.state().words()).startsWith("is right: ");
    }

    @Test
    void a_clock_that_is_set_is_compared_at_once_and_else_each_minute() {
        watch.compareDue();
        off = Duration.ofSeconds(-2);
        watch.compareDue();
        assertThat(watch.state()).isInstanceOf(ClockState.Off.class);
        assertThat(watch.state().words()).contains(" ms behind the database's: see to the time service");

        // Slowly, as a clock drifts: both of ours agree that nothing was set.
        off = Duration.ZERO;
        running = Duration.ofSeconds(2);
        watch.compareDue();
        assertThat(watch.state()).isInstanceOf(ClockState.Off.class);
        off = Duration.ofSeconds(60);
        running = Duration.ofSeconds(62);
        watch.compareDue();
        assertThat(watch.state()).isInstanceOf(ClockState.Alone.class);
    }

    @Test
    void a_node_that_is_out_stops_only_where_another_is_in_step() {
        off = Duration.ofSeconds(7);
        watch.compareDue();
        assertThat(watch.state()).isInstanceOf(ClockState.Alone.class);
        assertThat(watch.state().words()).contains("ahead of the database's", "watching goes on");

        checkIn("us", system.instant().plus(off));
        checkIn("as wrong as we are", system.instant().plus(off));
        jump();
        assertThat(watch.state()).isInstanceOf(ClockState.Alone.class);

        checkIn("another", system.instant());
        jump();
        assertThat(watch.state()).isInstanceOf(ClockState.Out.class);
        assertThat(watch.state().words()).contains("takes no work until it is right");
    }

    /// By half a second, and so compares anew.
    private void jump() {
        off = off.plusMillis(500);
        watch.compareDue();
    }

    private void checkIn(String node, Instant at) {
        postgres.database().run(handle -> handle.execute("""
                insert into qrtz_scheduler_state (sched_name, instance_name, last_checkin_time, checkin_interval)
                values ('tocsin', ?, ?, 2000)
                """, node, at.toEpochMilli()));
    }
}
