package dev.tocsin.monitor.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.db.Database;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.ObservationJson;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatProberTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final CalledHouse house =
            new CalledHouse("{ name: job, heartbeat: { every: 1h, grace: 5m, maxRun: 20m } }");
    private final HeartbeatProber prober = new HeartbeatProber(house.database(), house.clock);

    @AfterEach
    void drop() {
        house.close();
    }

    @Test
    void a_job_that_has_never_called_is_waited_for() {
        assertThat(look()).isInstanceOf(Observation.Inconclusive.class);
        assertThat(look().reason()).isEqualTo("waiting for its first call");
    }

    @Test
    void what_is_known_of_a_job_is_shown_under_the_name_of_its_kind() {
        house.call("job", "start");
        house.pass(Duration.ofSeconds(90));
        house.call("job", "0");
        house.pass(Duration.ofMinutes(30));
        house.call("job", "start");

        assertThat(look().reason()).isEqualTo("went well at 12:01, running since 12:31, UTC");
        assertThat(ObservationJson.of("x", look()).path("heartbeat").toString()).isEqualTo("""
                {"since":"2026-11-23T12:01:30Z","lastCallAt":"2026-11-23T12:31:30Z",\
                "lastSuccessAt":"2026-11-23T12:01:30Z","dueAt":"2026-11-23T13:31:30Z","lateAt":"2026-11-23T13:36:30Z",\
                "runningSince":"2026-11-23T12:31:30Z","lastDuration":90.0,"medianDuration":90.0,"calls":[\
                {"at":"2026-11-23T12:31:30Z","kind":"start","exitCode":null,"duration":null},\
                {"at":"2026-11-23T12:01:30Z","kind":"success","exitCode":0,"duration":90.0},\
                {"at":"2026-11-23T12:00:00Z","kind":"start","exitCode":null,"duration":null}],"output":null}""");
    }

    @Test
    void a_failure_shows_what_was_sent_along() {
        house.call("job", "fail", Optional.of("no space left\n" + "x".repeat(5_000)));

        assertThat(look()).isInstanceOf(Observation.Failed.class);
        assertThat(look().reason()).isEqualTo("said that it failed at 12:00, UTC: no space left");
        assertThat(ObservationJson.of("x", look())
                        .path("heartbeat")
                        .path("output")
                        .asText())
                .startsWith("no space left\nxxx")
                .hasSize(500);
    }

    @Test
    void when_the_next_call_is_expected_is_told_while_all_is_well() {
        house.call("job", "");

        assertThat(look()).isInstanceOf(Observation.Passed.class);
        assertThat(look().reason()).isEqualTo("went well at 12:00, next call expected by 13:00, UTC");
    }

    @Test
    void that_our_own_database_is_away_says_nothing_of_the_job() {
        var away = Database.open(house.postgres.settings());
        away.close();

        var seen = new HeartbeatProber(away, house.clock).look(house.job("job"), SOON);

        assertThat(seen).isInstanceOf(Observation.Inconclusive.class);
        assertThat(seen.reason()).startsWith("our own database could not be asked: ");
    }

    private Observation look() {
        return prober.look(house.job("job"), SOON);
    }
}
