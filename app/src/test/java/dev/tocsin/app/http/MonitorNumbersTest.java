package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.app.edge.Caller;
import dev.tocsin.app.edge.Edge;
import dev.tocsin.app.edge.Scope;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.Observations;
import dev.tocsin.monitor.availability.Watches;
import dev.tocsin.monitor.latency.Latencies;
import dev.tocsin.monitor.latency.RollUps;
import dev.tocsin.monitor.settings.LocationSettings;
import dev.tocsin.monitor.web.AvailabilityResource;
import dev.tocsin.monitor.web.LatencyResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Availability and latency as a caller gets them: through the edge, from real tables.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitorNumbersTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String READER = "made-here-reader";
    private static final String WRITER = "made-here-writer";
    private static final LocationSettings PLACES = new LocationSettings("here", List.of(new Location("fra")));
    private static final Map<String, Scope> TOKENS = Map.of(READER, Scope.MONITORS_READ, WRITER, Scope.INCIDENTS_WRITE);

    private final TestDatabase postgres = TestDatabase.create();
    private final MovableClock clock = new MovableClock(NOON);
    private final HttpListener listener = listener();

    /// The shop began on Saturday noon, was down for 27.25 s on Sunday and under maintenance for an hour; today a look
    /// passed every minute of an hour.
    @BeforeAll
    void seed() {
        new Observations(postgres.database(), clock).turnDays(Duration.ofDays(14));
        postgres.database().run(handle -> {
            handle.execute("""
                    insert into monitor (name, shard, every_ms, phase_ms, next_due_at, created_at, verdict_since,
                                         answering_since, prompt_since, last_looked_at)
                    values ('shop front', 0, 60000, 0, '2026-11-23T12:00Z', '2026-11-21T12:00Z', '2026-11-21T12:00Z',
                            '2026-11-21T12:00Z', '2026-11-21T12:00Z', '2026-11-23T11:59:30Z')
                    """);
            handle.execute("""
                    insert into verdict_interval (monitor_id, began_at, ended_at, verdict)
                    values (1, '2026-11-21T12:00Z', '2026-11-21T12:01Z', 'UNKNOWN'),
                           (1, '2026-11-21T12:01Z', '2026-11-22T10:00Z', 'UP'),
                           (1, '2026-11-22T10:00Z', '2026-11-22T10:00:27.25Z', 'DOWN'),
                           (1, '2026-11-22T10:00:27.25Z', null, 'UP')
                    """);
            handle.execute("""
                    insert into maintenance_interval (monitor_id, began_at, ended_at, name)
                    values (1, '2026-11-23T06:00Z', '2026-11-23T07:00Z', 'patching')
                    """);
            handle.execute("""
                    insert into observation (monitor_id, at, outcome, lateness_us, total_us, reason)
                    select 1, timestamptz '2026-11-23T11:00Z' + interval '1 minute' * n, 'passed', 0, 1000 * (n + 1), ''
                      from generate_series(0, 59) n
                    """);
        });
        listener.start();
    }

    @AfterAll
    void stop() {
        listener.close();
        postgres.close();
    }

    @Test
    void the_parts_of_the_last_30_days_are_told_by_name() throws Exception {
        var json = json("/shop%20front/availability");

        assertThat(json.path("monitor").path("id").asLong()).isEqualTo(1);
        assertThat(json.path("monitor").path("name").asText()).isEqualTo("shop front");
        assertThat(json.path("from").asText()).isEqualTo("2026-10-24T12:00:00Z");
        assertThat(json.path("to").asText()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(json.path("seconds").toString())
                .isEqualTo("{\"up\":169112.75,\"degraded\":0,\"down\":27.25,\"maintenance\":3600,\"unknown\":60}");
        assertThat(json.path("availability").decimalValue()).isEqualByComparingTo("0.99983");
        assertThat(json.has("days")).isFalse();
    }

    @Test
    void the_days_are_those_of_the_zone() throws Exception {
        var json = json("/1/availability?from=2026-11-22T00:00:00%2B01:00&to=2026-11-25T00:00:00Z&by=day"
                + "&zone=Europe/Berlin");

        assertThat(json.path("zone").asText()).isEqualTo("Europe/Berlin");
        assertThat(json.path("days"))
                .extracting(day -> day.path("date").asText())
                .containsExactly("2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25");
        var sunday = json.path("days").path(0);
        assertThat(sunday.path("from").asText()).isEqualTo("2026-11-21T23:00:00Z");
        assertThat(sunday.path("seconds").path("down").asText()).isEqualTo("27.25");
        assertThat(json.path("days").path(3).path("availability").isNull()).isTrue();
    }

    @Test
    void the_percentiles_are_told_in_milliseconds_rolled_up_or_not() throws Exception {
        var open = json("/1/latency?from=2026-11-23T11:00:00Z&step=1h");
        var rollUps = new RollUps(postgres.database(), clock);
        clock.advance(Duration.ofMinutes(3));
        rollUps.rollUpDue();
        clock.set(NOON);
        var rolled = json("/1/latency?from=2026-11-23T11:00:00Z&step=1h");

        assertThat(rolled).isEqualTo(open);
        assertThat(open.path("count").asInt()).isEqualTo(60);
        assertThat(open.path("p50").asDouble()).isBetween(29.7, 30.3);
        assertThat(open.path("p95").asDouble()).isBetween(56.4, 57.6);
        assertThat(open.path("p99").asDouble()).isBetween(59.4, 60.6);
        assertThat(open.path("step").asText()).isEqualTo("1h");
        assertThat(open.path("series")).hasSize(1);
        assertThat(open.path("series").path(0).path("at").asText()).isEqualTo("2026-11-23T11:00:00Z");
    }

    @Test
    void the_window_is_widened_to_whole_steps_and_says_so() throws Exception {
        var json = json("/1/latency?from=2026-11-23T11:01:00Z&to=2026-11-23T11:06:00Z");

        assertThat(json.path("from").asText()).isEqualTo("2026-11-23T11:00:00Z");
        assertThat(json.path("to").asText()).isEqualTo("2026-11-23T11:10:00Z");
        assertThat(json.path("count").asInt()).isEqualTo(10);
        assertThat(json.has("series")).isFalse();
    }

    @Test
    void the_percentiles_of_one_place_can_be_asked_for() throws Exception {
        var window = "/1/latency?from=2026-11-23T11:00:00Z";

        assertThat(json(window + "&location=here")).isEqualTo(json(window));
        assertThat(json(window + "&location=fra").path("count").asInt()).isZero();
    }

    @Test
    void where_nothing_passed_there_are_no_percentiles() throws Exception {
        var json = json("/1/latency?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&step=1d");

        assertThat(json.path("count").asInt()).isZero();
        assertThat(json.path("p99").isNull()).isTrue();
        assertThat(json.path("series")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            availability?from=yesterday                                        | from "yesterday" is no time
            availability?from=2026-11-22T00:00:00+01:00                        | a + in an address as %2B
            availability?from=2026-11-23T12:00:00Z&to=2026-11-23T12:00:00Z     | let the window end after it begins
            availability?to=2026-11-23T12:00:00Z&from=2026-11-24T12:00:00Z     | is not before to
            availability?from=1980-01-01T00:00:00Z                             | ask for 3660 days at most
            availability?from=%2B999999999-01-01T00:00:00Z                     | between 1970 and 9999
            availability?by=week                                               | write by=day or leave it out
            availability?by=day&zone=Middle-earth/Shire                        | is no time zone
            latency?from=2026-11-24T12:00:00Z                                  | let the window end after it begins
            latency?location=mars                                              | write one of here, fra
            latency?step=2h                                                    | write one of 5m, 1h, 1d
            latency?from=2026-01-01T00:00:00Z&step=5m                          | ask for 10000 at most
            """)
    void a_bad_question_is_answered_in_one_line(String question, String cure) throws Exception {
        Served.assertProblem(send("/1/" + question, READER), 400, cure);
    }

    @Test
    void a_monitor_that_is_not_watched_is_not_found() throws Exception {
        Served.assertProblem(send("/chop/availability", READER), 404, "there is no monitor \"chop\"");
        Served.assertProblem(send("/9223372036854775808/latency", READER), 404, "there is no monitor");
    }

    @Test
    void the_scope_is_asked_for() throws Exception {
        Served.assertProblem(send("/1/availability", WRITER), 403, "scope");
        Served.assertProblem(send("/1/latency", WRITER), 403, "scope");
    }

    private JsonNode json(String path) throws Exception {
        var answer = send(path, READER);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Served.json(answer);
    }

    private HttpResponse<String> send(String path, String token) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + listener.port() + "/api/v1/monitors" + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(10))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpListener listener() {
        var watches = new Watches();
        return new HttpListener(
                Served.SETTINGS,
                List.of(
                        new AvailabilityResource(postgres.database(), watches, clock),
                        new LatencyResource(postgres.database(), watches, new Latencies(), () -> PLACES, clock)),
                new Edge(token ->
                        Optional.ofNullable(TOKENS.get(token)).map(scope -> new Caller("caller", Set.of(scope)))),
                handler -> handler,
                Map.of(),
                () -> "");
    }
}
