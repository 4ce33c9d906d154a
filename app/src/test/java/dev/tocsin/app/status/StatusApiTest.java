package dev.tocsin.app.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.app.edge.Scope;
import dev.tocsin.app.monitors.Node;
import dev.tocsin.app.monitors.Node.Answer;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.db.Wakes;
import dev.tocsin.statuspage.StatusBoard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The page written over the API of the whole product, and read as customers read it.
class StatusApiTest {
    private static final String SETTINGS = """
            components: [ { name: Shop }, { name: Mail } ]
            statusPage: { name: Example, subscribe: [email, sms, webhook] }
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static TestDatabase postgres;
    private static Node node;
    private static String writer;
    private static String reader;

    @BeforeAll
    static void open() {
        postgres = TestDatabase.create();
        node = new Node(folder, postgres, "node", SETTINGS);
        writer = node.token("ana", Scope.STATUS_READ, Scope.STATUS_WRITE);
        reader = node.token("bo", Scope.STATUS_READ);
    }

    @AfterAll
    static void close() {
        node.close();
        postgres.close();
    }

    @Test
    void what_is_published_is_on_the_page_at_once_in_every_language() {
        var signals = new Semaphore(0);
        // Every node is told, so that none waits for its next refresh by the clock.
        try (var otherNode = new Wakes(postgres.database())) {
            otherNode.on(StatusBoard.WORK, signals::release);
            otherNode.start();
            await("its first connection").atMost(PATIENCE).until(signals::tryAcquire);

            var said = write("/api/v1/updates", """
                    {"title": "Slow checkout", "status": "investigating", "body": "We look.", "impact": "minor",
                     "components": ["Shop"], "nextUpdateIn": "30m"}""");

            assertThat(said.status()).as(said.body()).isEqualTo(201);
            await("the signal").atMost(PATIENCE).until(signals::tryAcquire);
            var page = "/incidents/" + said.json().path("incident").asText();
            await().atMost(PATIENCE).until(() -> read(page).status() == 200);
            assertThat(read(page).body()).contains("We look.", "Next update by");
            assertThat(read("/de" + page).body()).contains("In Untersuchung", "Nächste Meldung bis");
        }
    }

    @Test
    void what_is_sent_again_with_its_key_is_answered_the_same_and_said_once() {
        var body = """
                {"title": "Said once", "status": "investigating", "body": "We look.", "draft": true}""";
        var work = """
                {"title": "Done once", "body": "We work.", "from": "2099-01-01T00:00:00Z",
                 "until": "2099-01-01T01:00:00Z", "draft": true}""";

        var first = keyed("/api/v1/updates", body, "said-once");
        var again = keyed("/api/v1/updates", body, "said-once");
        var other = keyed("/api/v1/updates", body.replace("We look.", "We act."), "said-once");
        var planned = keyed("/api/v1/maintenances", work, "done-once");
        var repeated = keyed("/api/v1/maintenances", work, "done-once");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.response().headers().firstValue("Location"))
                .isPresent()
                .isEqualTo(first.response().headers().firstValue("Location"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(planned.status()).as(planned.body()).isEqualTo(201);
        assertThat(repeated.json()).isEqualTo(planned.json());
        assertThat(node.sendAs(reader, "GET", "/api/v1/updates?state=draft", "").body())
                .containsOnlyOnce("We look.")
                .containsOnlyOnce("We work.");
    }

    @Test
    void a_draft_is_for_its_authors_until_it_is_published() {
        var draft = write("/api/v1/updates", """
                {"title": "Hidden trouble", "status": "identified", "body": "Not yet.", "draft": true}""");
        var id = draft.json().path("id").asText();
        assertThat(draft.json().path("state").asText()).isEqualTo("draft");
        assertThat(node.sendAs(reader, "GET", "/api/v1/updates?state=draft", "").body())
                .contains("Hidden trouble");

        var edited = node.sendAs(
                writer, "PATCH", "/api/v1/updates/" + id, "{\"body\": \"Now.\"}", "Content-Type", "application/json");
        assertThat(edited.json().path("body").asText()).isEqualTo("Now.");
        assertThat(read("/").body()).doesNotContain("Hidden trouble");

        assertThat(write("/api/v1/updates/" + id + "/publish", "")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("published");
        await().atMost(PATIENCE).until(() -> read("/").body().contains("Hidden trouble"));
        var trail = node.sendAs(
                        reader,
                        "GET",
                        "/api/v1/updates/incidents/"
                                + draft.json().path("incident").asText() + "/history",
                        "")
                .json();
        assertThat(trail.path("whole").asBoolean()).isTrue();
        assertThat(StreamSupport.stream(trail.path("changes").spliterator(), false)
                        .map(one -> one.path("kind").asText()))
                .containsExactly("opened", "drafted", "rewritten", "published");
        assertThat(node.sendAs(writer, "DELETE", "/api/v1/updates/" + id, "").status())
                .isEqualTo(409);
    }

    @Test
    void a_draft_is_shown_to_whoever_has_the_link_and_to_no_cache() {
        var id = write("/api/v1/updates", """
                {"title": "Quiet trouble", "status": "identified", "body": "Not yet.", "draft": true}""").json().path("id").asText();
        assertThat(node.sendAs(reader, "POST", "/api/v1/updates/" + id + "/preview", "")
                        .status())
                .isEqualTo(403);
        var link = write("/api/v1/updates/" + id + "/preview", "")
                .json()
                .path("link")
                .asText();

        var shown = read(URI.create(link).getPath());

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains("Quiet trouble", "Not yet.", "class=\"ribbon\"", "noindex");
        assertThat(shown.response().headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(read(URI.create(link).getPath() + "0").status()).isEqualTo(404);
        assertThat(read("/").body()).doesNotContain("Quiet trouble");
        assertThat(write("/api/v1/updates/nosuchupdate/preview", "").status()).isEqualTo(404);
    }

    @Test
    void who_gave_out_a_link_to_a_draft_stands_in_the_history() {
        var draft = write("/api/v1/updates", """
                {"title": "Quiet trouble", "status": "identified", "body": "Not yet.", "draft": true}""").json();
        write("/api/v1/updates/" + draft.path("id").asText() + "/preview", "");

        var trail = node.sendAs(
                        reader,
                        "GET",
                        "/api/v1/updates/incidents/" + draft.path("incident").asText() + "/history",
                        "")
                .json();

        assertThat(trail.path("changes").findValuesAsText("kind")).contains("previewed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/history/",
                "//",
                "/history//2026-01",
                "/a%2fb",
                "/x;y=z",
                "/%ff",
                "/incidents/aaaaaaaaaaaa",
                "/history/1999-01",
                "/de/nirgends"
            })
    void what_does_not_exist_says_so_under_the_first_line_of_the_page(String path) throws Exception {
        for (var method : List.of("GET", "HEAD", "POST")) {
            var answer = raw(method, path);

            assertThat(answer)
                    .as(method + " " + path)
                    .startsWith("HTTP/1.1 404")
                    .contains("text/html");
            if (!method.equals("HEAD")) {
                assertThat(answer).as(path).contains("class=\"headline\"", "class=\"banner");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%2e%2e/", "/a%00b"})
    void what_is_no_path_at_all_is_refused(String path) throws Exception {
        assertThat(raw("GET", path)).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    /// Sends a path as it is written.
    private static String raw(String method, String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: status.example.com\r\nContent-Length: 0\r\n"
                                    + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void an_embargo_ends_by_itself() {
        var at = Instant.now().plusMillis(1500);
        write("/api/v1/updates", """
                {"title": "Embargoed news", "status": "identified", "body": "x", "publishAt": "%s"}""".formatted(at));
        assertThat(read("/").body()).doesNotContain("Embargoed news");

        await().atMost(PATIENCE).until(() -> read("/").body().contains("Embargoed news"));
        assertThat(Instant.now()).isAfterOrEqualTo(at);
    }

    @Test
    void maintenance_is_planned_begun_and_ended_over_the_api() {
        var from = Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var planned = write("/api/v1/maintenances", """
                {"title": "New disks", "body": "We change disks.", "components": ["Mail"], "from": "%s", "until": "%s",
                 "byHand": true}""".formatted(from, from.plus(1, ChronoUnit.HOURS)));
        assertThat(planned.status()).as(planned.body()).isEqualTo(201);
        var path = "/api/v1/maintenances/" + planned.json().path("id").asText();

        assertThat(write(path + "/start", "").json().path("status").asText()).isEqualTo("in_progress");
        await().atMost(PATIENCE)
                .until(() -> read("/api/v2/scheduled-maintenances/active.json")
                        .body()
                        .contains("New disks"));
        assertThat(write(path + "/complete", "{\"body\": \"Done.\"}")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("completed");
        assertThat(write(path + "/start", "").status()).isEqualTo(409);
    }

    @Test
    void a_person_speaks_for_a_component_for_a_while() {
        var set = node.sendAs(
                writer,
                "PUT",
                "/api/v1/components/Mail/status",
                "{\"status\": \"degraded_performance\", \"reason\": \"a supplier is slow\", \"for\": \"1h\"}",
                "Content-Type",
                "application/json");
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(set.json().path("setByHand").path("by").asText()).startsWith("ana");
        assertThat(node.sendAs(writer, "DELETE", "/api/v1/components/Mail/status", "")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void a_template_is_kept_for_a_bad_hour() {
        var path = "/api/v1/updates/templates/slow";
        node.sendAs(
                writer,
                "PUT",
                path,
                "{\"title\": \"Slow\", \"body\": \"It is slow.\"}",
                "Content-Type",
                "application/json");

        assertThat(node.sendAs(reader, "GET", path, "").json().path("body").asText())
                .isEqualTo("It is slow.");
        assertThat(node.sendAs(writer, "DELETE", path, "").status()).isEqualTo(204);
        assertThat(node.sendAs(reader, "GET", path, "").status()).isEqualTo(404);
    }

    @Test
    void a_reader_with_a_token_may_not_write_and_nobody_without_one_may_read() {
        assertThat(node.sendAs(reader, "POST", "/api/v1/updates", "{}", "Content-Type", "application/json")
                        .status())
                .isEqualTo(403);
        assertThat(node.sendAs("", "GET", "/api/v1/updates", "").status()).isEqualTo(401);
        assertThat(node.sendAs(reader, "GET", "/api/v1/subscribers", "").status())
                .isEqualTo(403);
    }

    @Test
    void what_is_wrong_is_told_all_at_once() {
        var answer = write("/api/v1/updates", """
                {"status": "ill", "components": ["Nowhere"], "nextUpdateIn": "1 year", "colour": "red"}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors"))
                .extracting(error -> error.path("field").asText())
                .contains("status", "components", "nextUpdateIn", "colour", "title", "body");
    }

    @ParameterizedTest
    @CsvSource({
        "email, name@example.com, 200",
        "email, nonsense, 422",
        "sms, +4915150100, 200",
        "webhook, https://127.0.0.1/hook, 422",
        "webhook, http://example.com/hook, 422",
        "webhook, https://localhost/hook, 422",
        "slack, https://hooks.example.com/x, 422",
    })
    void somebody_who_subscribes_is_answered_in_the_pages_own_clothes(String by, String address, int status) {
        var answer = node.sendAs(
                "",
                "POST",
                "/subscribe",
                "by=" + by + "&address=" + address.replace("+", "%2B"),
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.type()).startsWith("text/html");
        assertThat(answer.body()).contains("<html lang=\"en\"", "This page sets no cookies");
        assertThat(answer.response().headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.response()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("default-src 'none'");
    }

    @ParameterizedTest
    @CsvSource({
        "/subscription/nonsense, 404, This link is over",
        "/de/subscription/nonsense, 404, Dieser Link ist abgelaufen",
        "/nowhere, 404, This page does not exist",
        "/de/nowhere, 404, Diese Seite gibt es nicht",
        "/incidents/000000000000, 404, This page does not exist",
    })
    void what_is_not_there_is_said_in_the_readers_language(String path, int status, String words) {
        var answer = read(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    private static Answer keyed(String path, String body, String key) {
        return node.sendAs(writer, "POST", path, body, "Content-Type", "application/json", "Idempotency-Key", key);
    }

    private static Answer write(String path, String body) {
        return node.sendAs(writer, "POST", path, body, "Content-Type", "application/json");
    }

    private static Answer read(String path) {
        return node.sendAs("", "GET", path, "");
    }
}
