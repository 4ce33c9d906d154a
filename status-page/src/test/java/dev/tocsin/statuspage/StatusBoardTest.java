package dev.tocsin.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.monitor.MonitorState;
import dev.tocsin.monitor.Standings;
import dev.tocsin.monitor.availability.Watches;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The page read from the tables of the monitors, as the server reads it.
class StatusBoardTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final StatusPageSettings SETTINGS = new StatusPageSettings(
            "Example",
            URI.create("https://status.example"),
            ZoneOffset.UTC,
            IndicatorRule.HONEST,
            List.of(new ComponentSettings("Shop", Optional.empty(), "", List.of("shop"), Publish.DRAFT)));

    private final TestDatabase postgres = TestDatabase.create();
    private final MovableClock clock = new MovableClock(NOON);
    private final StatusBoard board = new StatusBoard(
            postgres.database(), () -> SETTINGS, new Readings(this::states, new Watches()::read), clock);
    private int read;

    @BeforeEach
    void sync() {
        new Components(postgres.database(), clock, new Random(1)).sync(SETTINGS.components());
        monitor("shop");
        monitor("of no component");
    }

    @AfterEach
    void drop() {
        postgres.close();
    }

    @Test
    void only_what_components_name_is_read() {
        assertThat(board.read().components()).hasSize(1);
        assertThat(read).isEqualTo(1);
    }

    @Test
    void an_outage_that_was_announced_is_left_out_of_the_uptime() {
        interval("10:00", "11:00", "DOWN");
        interval("11:00", null, "UP");
        assertThat(uptime().lasted(ComponentStatus.MAJOR_OUTAGE)).isEqualTo(Duration.ofHours(1));

        maintenance("10:00", "10:45");

        assertThat(uptime().lasted(ComponentStatus.MAJOR_OUTAGE)).isEqualTo(Duration.ofMinutes(15));
        assertThat(uptime().lasted(ComponentStatus.UNDER_MAINTENANCE)).isEqualTo(Duration.ofMinutes(45));
    }

    private DayHistory uptime() {
        return board.read().components().getFirst().history().days().getLast();
    }

    private List<MonitorState> states(Handle handle, Collection<String> names) {
        var states = new Standings().states(handle, names);
        read = states.size();
        return states;
    }

    private void monitor(String name) {
        postgres.database()
                .run(handle -> handle.createUpdate("""
                        insert into monitor (name, shard, every_ms, phase_ms, next_due_at, created_at, verdict,
                                             verdict_since, answering_since, prompt_since, last_looked_at)
                        values (:name, 0, 30000, 0, :now, :began, 'UP', :began, :began, :began, :now)
                        """)
                        .bind("name", name)
                        .bind("now", NOON)
                        .bind("began", at("10:00"))
                        .execute());
    }

    private void interval(String from, @Nullable String to, String verdict) {
        postgres.database()
                .run(handle -> handle.createUpdate("""
                        insert into verdict_interval (monitor_id, began_at, ended_at, verdict)
                        select id, :from, :to, :verdict
                          from monitor
                         where name = 'shop'
                        """)
                        .bind("from", at(from))
                        .bind("to", to == null ? null : at(to))
                        .bind("verdict", verdict)
                        .execute());
    }

    private void maintenance(String from, String to) {
        postgres.database()
                .run(handle -> handle.createUpdate("""
                        insert into maintenance_interval (monitor_id, began_at, ended_at, name)
                        select id, :from, :to, 'move'
                          from monitor
                         where name = 'shop'
                        """)
                        .bind("from", at(from))
                        .bind("to", at(to))
                        .execute());
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-23T" + time + ":00Z");
    }
}
