package dev.tocsin.app.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.app.edge.Scope;
import dev.tocsin.app.monitors.Node;
import dev.tocsin.db.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Schedules, overrides and calendars over the API of the whole product. Each test makes overrides far from those of
/// the others.
class OnCallApiTest {
    private static final String OVERRIDES = "/api/v1/overrides";
    private static final String SETTINGS = """
            responders:
              - { name: ana, email: ana@example.com, verified: true }
              - { name: bo, email: bo@example.com, verified: true }
              - { name: cy, email: cy@example.com, verified: true }
            schedules:
              - { name: primary, timezone: Europe/Berlin,
                  rotations: [ { every: 12 weeks, start: 2026-01-05, responders: [ana] } ] }
              - { name: office, rotations: [ { start: 2026-01-05, responders: [bo, cy], only: "mon-fri 08:00-18:00" } ] }
              - { name: quiet, timezone: Europe/Berlin, rotations: [ { start: 2026-01-05, responders: [ana, bo] } ] }
            policies: [ { name: default, steps: [ { notify: [schedule primary] } ], catchAll: [responder bo] } ]
            """;

    @TempDir
    private static Path folder;

    private static TestDatabase postgres;
    private static Node node;
    private static String token;
    private static Instant hour;

    @BeforeAll
    static void open() {
        hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        postgres = TestDatabase.create();
        node = new Node(folder, postgres, "node", SETTINGS);
        token = node.token("people", Scope.SCHEDULES_READ, Scope.SCHEDULES_WRITE);
    }

    @AfterAll
    static void close() {
        node.close();
        postgres.close();
    }

    @Test
    void schedules_are_listed_with_who_is_on_call_now() {
        var list = get("/api/v1/schedules").json().path("schedules");

        assertThat(list).hasSize(3);
        assertThat(list.path(1).path("schedule").asText()).isEqualTo("primary");
        assertThat(list.path(1).path("timezone").asText()).isEqualTo("Europe/Berlin");
        var one = get("/api/v1/schedules/office").json();
        assertThat(one.path("rotations").path(0).path("only").asText()).isEqualTo("mon-fri 08:00-18:00");
        assertThat(one.path("rotations").path(0).path("every").asText()).isEqualTo("1 week");
    }

    @Test
    void an_override_counts_at_once_and_is_told_with_its_author_and_reason() {
        var made = post(body(10, 20, "\"replace\": {\"ana\": \"bo\"}, \"reason\": \"dentist\""));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var id = made.json().path("id").asText();
        assertThat(made.response().headers().firstValue("Location").orElse("")).endsWith(OVERRIDES + "/" + id);
        assertThat(made.etag()).isEqualTo("\"" + id + "\"");
        assertThat(made.json().path("state").asText()).isEqualTo("coming");
        assertThat(made.json().path("by").asText()).startsWith("people-");
        assertThat(people(made.json().path("shifts").path(0))).containsExactly("bo");
        var duty = get("/api/v1/schedules/primary/on-call?at=" + at(12)).json();
        assertThat(people(duty)).containsExactly("bo");
        assertThat(duty.path("onCall").path(0).path("because").asText())
                .contains("standing in for ana", "override by people-", ": dentist");
        assertThat(get(OVERRIDES + "?schedule=primary&limit=200").json().path("overrides"))
                .anySatisfy(one -> assertThat(one.path("id").asText()).isEqualTo(id));
        assertThat(get("/api/v1/schedules/primary").json().path("overrides"))
                .anySatisfy(one -> assertThat(one.path("reason").asText()).isEqualTo("dentist"));

        assertThat(send("DELETE", OVERRIDES + "/" + id, "").status()).isEqualTo(204);

        assertThat(people(get("/api/v1/schedules/primary/on-call?at=" + at(12)).json()))
                .containsExactly("ana");
        assertThat(get(OVERRIDES + "/" + id).json().path("state").asText()).isEqualTo("taken back");
        assertThat(send("DELETE", OVERRIDES + "/" + id, "").status()).isEqualTo(204);
    }

    @Test
    void times_on_the_wall_are_those_of_the_schedule() {
        var made = post("{\"schedule\": \"primary\", \"from\": \"2030-07-01T09:00\", \"to\": \"2030-07-02T09:00\","
                + " \"add\": \"cy\"}");

        assertThat(made.json().path("from").asText()).isEqualTo("2030-07-01T07:00:00Z");
    }

    @Test
    void the_same_override_again_is_told_and_the_same_request_again_is_answered_the_same() {
        var body = body(30, 40, "\"add\": \"cy\"");
        var first = send("POST", OVERRIDES, body, "Idempotency-Key", "again");

        var repeated = send("POST", OVERRIDES, body, "Idempotency-Key", "again");
        var same = post(body);
        var other = send("POST", OVERRIDES, body(30, 41, "\"add\": \"cy\""), "Idempotency-Key", "again");

        assertThat(first.status()).isEqualTo(201);
        assertThat(repeated.status()).isEqualTo(201);
        assertThat(repeated.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(same.status()).isEqualTo(409);
        assertThat(same.body()).contains("override " + first.json().path("id").asText() + " says exactly this already");
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void a_temporary_schedule_and_an_exchange_are_made_whole() {
        var temporary = post(body(
                50,
                60,
                "\"temporary\": [{\"responder\": \"bo\", \"to\": \"" + at(55) + "\"}, {\"responder\": \"cy\"}]"));
        var occupied = post(body(59, 70, "\"temporary\": [{\"responder\": \"bo\"}]"));
        var notTheirs = post(
                "{\"schedule\": \"primary\", \"swap\": [" + half("ana", 80, 90) + ", " + half("bo", 90, 99) + "]}");

        assertThat(temporary.status()).as(temporary.body()).isEqualTo(201);
        assertThat(people(temporary.json().path("shifts").path(0))).containsExactly("bo", "cy");
        assertThat(people(temporary.json().path("shifts").path(1))).containsExactly("cy");
        assertThat(occupied.status()).isEqualTo(409);
        assertThat(notTheirs.status()).isEqualTo(422);
        assertThat(notTheirs.body()).contains("bo is not on call from");
    }

    @Test
    void what_is_wrong_with_an_override_is_told_all_at_once() {
        var answer = post("{\"schedule\": \"third\", \"from\": \"noon\", \"to\": \"" + at(1)
                + "\", \"add\": \"zed\", \"color\": \"red\", \"reason\": \"${HOME}\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors"))
                .extracting(error -> error.path("field").asText())
                .contains("schedule", "from", "add", "color");
        assertThat(post(body(-9, -8, "\"add\": \"cy\"")).body()).contains("over already");
        assertThat(post(body(0, 24 * 400, "\"add\": \"cy\"")).body()).contains("over 366 days");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"add\"", "{", "{\"schedule\": \"primary\", \"schedule\": \"office\"}"})
    void what_is_no_override_is_the_callers_mistake(String body) {
        assertThat(send("POST", OVERRIDES, body, "Content-Type", "application/json")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/schedules/third, 404",
        "/api/v1/schedules/third/on-call, 404",
        "/api/v1/schedules/third/shifts, 404",
        "/api/v1/schedules/third/coverage, 404",
        "/api/v1/schedules/primary/on-call?at=noon, 400",
        "/api/v1/schedules/primary/on-call?at=%2B999999999-01-01T00:00:00Z, 400",
        "/api/v1/schedules/primary/shifts?from=2026-01-01T00:00:00Z&to=2036-01-01T00:00:00Z, 400",
        "/api/v1/schedules/primary/shifts?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, 400",
        "/api/v1/overrides/4711, 404",
        "/api/v1/overrides?cursor=x, 400",
        "/api/v1/overrides?state=odd, 400",
        "/api/v1/overrides?schedule=%00, 400",
        "/calendar/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics, 404",
        "/calendar/x.ics, 404",
        "/calendar/, 404",
    })
    void what_is_not_there_or_cannot_be_meant_is_a_problem_in_words(String path, int status) {
        var answer = get(path);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
    }

    @Test
    void shifts_tile_the_time_that_is_asked_for() {
        var answer = get("/api/v1/schedules/office/shifts?from=2026-01-09T12:00:00%2B01:00&to=2026-01-13T00:00:00Z")
                .json();

        assertThat(answer.path("from").asText()).isEqualTo("2026-01-09T11:00:00Z");
        var shifts = answer.path("shifts");
        assertThat(shifts.path(0).path("from").asText()).isEqualTo("2026-01-09T11:00:00Z");
        for (var i = 1; i < shifts.size(); i++) {
            assertThat(shifts.path(i).path("from")).isEqualTo(shifts.path(i - 1).path("to"));
        }
        assertThat(shifts.path(shifts.size() - 1).path("to").asText()).isEqualTo("2026-01-13T00:00:00Z");
        assertThat(shifts.path(1).path("because").asText())
                .startsWith("no rotation of office answers until Mon 12 Jan");
    }

    @Test
    void coverage_names_holes_and_who_is_alone() {
        var office = get("/api/v1/schedules/office/coverage").json();
        var quiet = get("/api/v1/schedules/quiet/coverage").json();

        assertThat(office.path("sound").asBoolean()).isFalse();
        assertThat(office.path("holes").size()).isGreaterThan(60);
        assertThat(office.path("findings").path(0).path("problem").asText()).startsWith("nobody is on call in office");
        assertThat(quiet.path("sound").asBoolean()).isTrue();
        assertThat(quiet.path("load").path(0).path("responder").asText()).isEqualTo("ana");
        assertThat(quiet.path("load").path(0).path("seconds").asLong()).isPositive();
    }

    @Test
    void a_calendar_is_read_by_its_address_alone_until_it_is_revoked() {
        var made = send("POST", "/api/v1/calendars", "{\"schedule\": \"quiet\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var path = URI.create(made.json().path("url").asText()).getPath();
        var id = made.json().path("id").asText();

        var calendar = node.sendAs("", "GET", path, "");
        assertThat(calendar.status()).as(calendar.body()).isEqualTo(200);
        assertThat(calendar.type()).isEqualTo("text/calendar;charset=utf-8");
        assertThat(calendar.body()).startsWith("BEGIN:VCALENDAR\r\n").contains("SUMMARY:On call in quiet: bo");
        assertThat(calendar.response().headers().firstValue("Cache-Control").orElse(""))
                .contains("private", "max-age=300");
        var unchanged = node.sendAs("", "GET", path, "", "If-None-Match", calendar.etag());
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(get("/api/v1/calendars").body()).doesNotContain(path);

        assertThat(send("DELETE", "/api/v1/calendars/" + id, "").status()).isEqualTo(204);
        assertThat(node.sendAs("", "GET", path, "").status()).isEqualTo(404);
        assertThat(send("DELETE", "/api/v1/calendars/" + id, "").status()).isEqualTo(404);
    }

    @Test
    void a_responders_calendar_has_their_shifts_in_all_schedules_and_no_others() {
        var made = send("POST", "/api/v1/calendars", "{\"responder\": \"bo\"}");
        var path = URI.create(made.json().path("url").asText()).getPath();

        var body = node.sendAs("", "GET", path, "").body();

        assertThat(body)
                .contains("On call in office: bo", "On call in quiet: bo")
                .doesNotContain("quiet: ana");
        assertThat(send("POST", "/api/v1/calendars", "{\"responder\": \"zed\"}").status())
                .isEqualTo(422);
        assertThat(send("POST", "/api/v1/calendars", "{}").status()).isEqualTo(422);
    }

    @Test
    void nobody_gets_in_without_the_scope() {
        var reader = node.token("reader", Scope.SCHEDULES_READ);
        var stranger = node.token("stranger", Scope.ADMIN);

        assertThat(node.sendAs(reader, "GET", "/api/v1/schedules", "").status()).isEqualTo(200);
        for (var path :
                List.of("/api/v1/schedules", "/api/v1/schedules/primary/on-call", OVERRIDES, "/api/v1/calendars")) {
            assertThat(node.sendAs(stranger, "GET", path, "").status()).isEqualTo(403);
        }
        assertThat(node.sendAs(reader, "POST", OVERRIDES, body(1, 2, "\"add\": \"cy\""))
                        .status())
                .isEqualTo(403);
        assertThat(node.sendAs(reader, "DELETE", OVERRIDES + "/1", "").status()).isEqualTo(403);
        assertThat(node.sendAs(reader, "POST", "/api/v1/calendars", "{\"schedule\": \"quiet\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void who_stands_in_from_now_on_is_told_by_mail() {
        post("{\"schedule\": \"quiet\", \"from\": \"" + hour.minus(Duration.ofHours(1)) + "\", \"to\": \""
                + hour.plus(Duration.ofHours(9)) + "\", \"add\": \"cy\"}");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> postgres.database()
                        .<Boolean>transact(handle -> handle.createQuery(
                                        "select exists (select from delivery where subject like '%You are on call in quiet from%'"
                                                + " and recipient = 'cy@example.com')")
                                .mapTo(Boolean.class)
                                .one()));
    }

    private static String at(int hours) {
        return hour.plus(Duration.ofHours(hours)).toString();
    }

    private static String half(String responder, int from, int to) {
        return "{\"responder\": \"%s\", \"from\": \"%s\", \"to\": \"%s\"}".formatted(responder, at(from), at(to));
    }

    private static String body(int from, int to, String more) {
        return "{\"schedule\": \"primary\", \"from\": \"%s\", \"to\": \"%s\", %s}".formatted(at(from), at(to), more);
    }

    private static List<String> people(JsonNode duty) {
        return StreamSupport.stream(duty.path("onCall").spliterator(), false)
                .map(one -> one.path("responder").asText())
                .toList();
    }

    private static Node.Answer post(String body) {
        return send("POST", OVERRIDES, body);
    }

    private static Node.Answer get(String path) {
        return send("GET", path, "");
    }

    private static Node.Answer send(String method, String path, String body, String... headers) {
        return node.sendAs(token, method, path, body, headers);
    }
}
