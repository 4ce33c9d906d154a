package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.app.edge.Caller;
import dev.tocsin.app.edge.Edge;
import dev.tocsin.app.edge.Scope;
import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.availability.Watches;
import dev.tocsin.monitor.heartbeat.Attendance;
import dev.tocsin.monitor.heartbeat.CallAddresses;
import dev.tocsin.monitor.heartbeat.Calls;
import dev.tocsin.monitor.heartbeat.Heartbeats;
import dev.tocsin.monitor.rhythm.Rhythm;
import dev.tocsin.monitor.web.HeartbeatCallsResource;
import dev.tocsin.monitor.web.HeartbeatResource;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls as jobs make them: through the edge, into real tables.
class HeartbeatCallsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final URI URL = URI.create("http://localhost");
    private static final String READER = "made-here-reader";
    private static final String WRITER = "made-here-writer";
    private static final Map<String, Scope> TOKENS = Map.of(READER, Scope.MONITORS_READ, WRITER, Scope.INCIDENTS_WRITE);

    private final TestDatabase postgres = TestDatabase.create();
    private final MovableClock clock = new MovableClock(NOON);
    private final Monitors monitors = new Monitors(postgres.database(), clock, 1, new Nobody());
    private final Heartbeats heartbeats = new Heartbeats(postgres.database(), monitors, clock);
    private final Attendance attendance = new Attendance(postgres.database(), clock);
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpListener listener = listener(postgres.database());

    @BeforeEach
    void start() {
        monitors.onApply(heartbeats::apply);
        monitors.apply(List.of(backup(), shop()));
        listener.start();
    }

    @AfterEach
    void stop() {
        client.close();
        listener.close();
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  '',      success,",
        "POST, '',      success,",
        "HEAD, '',      success,",
        "GET,  /start,  start,",
        "POST, /fail,   fail,",
        "HEAD, /fail,   fail,",
        "GET,  /0,      success, 0",
        "POST, /1,      fail,    1",
        "HEAD, /255,    fail,    255"
    })
    void a_call_is_kept_before_it_is_answered(String method, String signal, String kind, Integer code)
            throws Exception {
        var answer = call(method, address() + signal, BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(method.equals("HEAD") ? "" : "OK");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(calls()).hasSize(1);
        assertThat(calls().path(0).path("kind").asText()).isEqualTo(kind);
        assertThat(calls().path(0).path("at").asText()).isEqualTo("2026-11-23T12:00:00Z");
        if (code == null) {
            assertThat(calls().path(0).path("exitCode").isNull()).isTrue();
        } else {
            assertThat(calls().path(0).path("exitCode").asInt()).isEqualTo(code);
        }
    }

    @Test
    void runs_that_overlap_are_told_apart_by_their_ids_and_timed() throws Exception {
        var one = "?rid=" + UUID.randomUUID();
        var other = "?rid=" + UUID.randomUUID();
        get(address() + "/start" + one);
        clock.advance(Duration.ofSeconds(10));
        get(address() + "/start" + other);
        clock.advance(Duration.ofMillis(2_500));
        get(address() + "/0" + other);
        clock.advance(Duration.ofSeconds(20));
        get(address() + "/7" + one);

        assertThat(calls())
                .extracting(call -> call.path("kind").asText() + " " + call.path("duration"))
                .containsExactly("fail 32.5", "success 2.5", "start null", "start null");
        assertThat(calls().path(0).path("runId").asText()).isEqualTo(one.substring(5));
    }

    @Test
    void what_curl_sends_is_kept_as_text_whatever_it_calls_it() throws Exception {
        var form = HttpRequest.newBuilder(URI.create(address() + "/fail"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("a=b & no space left\n"));
        assertThat(client.send(form.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(calls().path(0).path("body").asText()).isEqualTo("a=b & no space left");

        call("POST", address(), BodyPublishers.ofString(" \n "));
        assertThat(calls().path(0).path("body").isNull()).isTrue();
    }

    @Test
    void a_body_that_is_no_text_does_no_harm() throws Exception {
        var bytes = new byte[] {(byte) 0xff, 0, 'o', 'k', 7, (byte) 0xc3};

        assertThat(call("POST", address() + "/fail", BodyPublishers.ofByteArray(bytes))
                        .statusCode())
                .isEqualTo(200);

        assertThat(calls().path(0).path("body").asText()).isEqualTo("\ufffd\ufffdok\ufffd\ufffd");
    }

    @ParameterizedTest
    @ValueSource(ints = {10_239, 10_240, 10_241, 300_000, 3_000_000})
    void a_whole_log_is_taken_and_its_beginning_kept(int bytes) throws Exception {
        var log = new ByteArrayOutputStream();
        while (log.size() < bytes) {
            log.writeBytes("zeile für zeile\n".getBytes(StandardCharsets.UTF_8));
        }
        var body = java.util.Arrays.copyOf(log.toByteArray(), bytes);

        try {
            assertThat(call("POST", address() + "/1", BodyPublishers.ofByteArray(body))
                            .statusCode())
                    .isEqualTo(200);
        } catch (java.io.IOException tooLongToHearTheAnswer) {
            assertThat(bytes).isGreaterThan(1_000_000);
        }

        var kept = calls().path(0).path("body").asText();
        assertThat(kept).startsWith("zeile für zeile\n").doesNotContain("\ufffd");
        assertThat(kept.getBytes(StandardCharsets.UTF_8).length).isBetween(Math.min(bytes, 10_240) - 4, 10_243);
        assertThat(kept.endsWith("…")).isEqualTo(bytes > 10_240);
    }

    @Test
    void a_start_keeps_no_body() throws Exception {
        call("POST", address() + "/start", BodyPublishers.ofString("hello"));

        assertThat(calls().path(0).path("body").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/heartbeat/AAAAAAAAAAAAAAAAAAAAAAAA, 404, no heartbeat has this address",
        "/heartbeat/short, 404, no heartbeat has this address",
        "/heartbeat/AAAAAAAAAAAAAAAAAAAAAAAA/start, 404, no heartbeat has this address",
        "TOKEN/stop, 404, 'write nothing, start, fail or an exit code from 0 to 255'",
        "TOKEN/256, 404, 'write nothing, start, fail or an exit code from 0 to 255'",
        "TOKEN/-1, 404, 'write nothing, start, fail or an exit code from 0 to 255'",
        "TOKEN?rid=7, 400, rid is no UUID",
        "TOKEN/start?rid=11111111-1111-4111-8111-11111111111g, 400, rid is no UUID"
    })
    void what_is_no_call_is_told_in_one_line_and_kept_nowhere(String path, int status, String words) throws Exception {
        var answer = get(path.startsWith("TOKEN") ? path.replace("TOKEN", address()) : root() + path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words).endsWith("\n");
        assertThat(answer.body().lines()).hasSize(1);
        assertThat(calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void other_methods_are_no_calls(String method) throws Exception {
        assertThat(call(method, address(), BodyPublishers.noBody()).statusCode())
                .isEqualTo(405);
        assertThat(calls()).isEmpty();
    }

    @Test
    void who_guesses_is_told_to_slow_down_and_keeps_no_job_from_calling() throws Exception {
        var statuses = new java.util.TreeSet<Integer>();
        for (var n = 0; n < 250; n++) {
            statuses.add(
                    get(root() + "/heartbeat/guess-number-" + (100_000 + n)).statusCode());
        }

        assertThat(statuses).containsExactly(404, 429);
        assertThat(get(address()).statusCode()).isEqualTo(200);
    }

    @Test
    void while_the_database_is_away_no_call_is_said_to_be_kept() throws Exception {
        var away = Database.open(postgres.settings());
        away.close();
        var address = address();
        try (var other = listener(away)) {
            other.start();
            var answer = get(address.replace(":" + listener.port(), ":" + other.port()));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(answer.body()).isEqualTo("the call could not be kept, try again\n");
        }
        assertThat(calls()).isEmpty();
    }

    @Test
    void only_a_heartbeat_has_calls_and_only_who_may_read_sees_them() throws Exception {
        Served.assertProblem(list("shop", READER), 404, "monitor \"shop\" is no heartbeat");
        Served.assertProblem(list("chop", READER), 404, "there is no monitor \"chop\"");
        Served.assertProblem(list("backup", WRITER), 403, "scope");
        assertThat(list("backup", READER).body()).doesNotContain(address().replaceFirst(".*/", ""));
    }

    private JsonNode calls() throws Exception {
        var answer = list("backup", READER);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Served.json(answer).path("heartbeats");
    }

    private HttpResponse<String> list(String monitor, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(root() + "/api/v1/monitors/" + monitor + "/heartbeats"))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String root() {
        return "http://127.0.0.1:" + listener.port();
    }

    /// That which an operator is shown, at the port of this test.
    private String address() {
        var shown = postgres.database()
                .transact(handle -> CallAddresses.list(handle, List.of(backup()), URL, clock.instant()));
        return Objects.requireNonNull(shown.get("backup"))
                .map(Secret::reveal)
                .orElseThrow()
                .replace(URL.toString(), root());
    }

    private HttpResponse<String> get(String address) throws Exception {
        return call("GET", address, BodyPublishers.noBody());
    }

    private HttpResponse<String> call(String method, String address, BodyPublisher body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20));
        return client.send(request.method(method, body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpListener listener(Database database) {
        var calls = new Calls(database, heartbeats, attendance, clock);
        return new HttpListener(
                Served.SETTINGS,
                List.of(new HeartbeatResource(calls), new HeartbeatCallsResource(database, new Watches(), calls)),
                new Edge(
                        token -> Optional.ofNullable(TOKENS.get(token))
                                .map(scope -> new Caller("caller", Set.of(scope))),
                        Set.of("heartbeat")),
                handler -> handler,
                Map.of(),
                () -> "");
    }

    private static Monitor backup() {
        var every = new Rhythm.Every(Duration.ofHours(1), ZoneOffset.UTC);
        return monitor(
                "backup",
                new Probe.Heartbeat("backup", every, Duration.ofMinutes(5), Duration.ofMinutes(5), Optional.empty()));
    }

    private static Monitor shop() {
        return monitor(
                "shop",
                new Probe.Http(
                        URI.create("http://shop.test/"),
                        "GET",
                        Map.of(),
                        HttpExpectation.ANY_SUCCESS,
                        0,
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Monitor monitor(String name, Probe probe) {
        var second = Duration.ofSeconds(1);
        return new Monitor(name, probe, Duration.ofMinutes(1), second, new Confirmation(1, 1, second));
    }
}
