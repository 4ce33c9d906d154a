package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.app.edge.Caller;
import dev.tocsin.app.edge.Edge;
import dev.tocsin.app.edge.Scope;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Holds;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.PostureFacts;
import dev.tocsin.monitor.PostureFacts.Found;
import dev.tocsin.monitor.PostureFacts.Leaf;
import dev.tocsin.monitor.PostureFacts.Mark;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.availability.Watches;
import dev.tocsin.monitor.posture.PostureMeasure;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.name.WebUrl;
import dev.tocsin.monitor.posture.watch.Postures;
import dev.tocsin.monitor.web.PostureResource;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Posture as scripts read it: through the edge, from real tables.
class PostureResourceTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final String READER = "made-here-reader";
    private static final String WRITER = "made-here-writer";
    private static final Map<String, Scope> TOKENS = Map.of(READER, Scope.MONITORS_READ, WRITER, Scope.INCIDENTS_WRITE);

    private final TestDatabase postgres = TestDatabase.create();
    private final MovableClock clock = new MovableClock(NOON);
    private final Monitors monitors = new Monitors(postgres.database(), clock, 1, new Nobody());
    private final Holds holds = new Holds(postgres.database(), monitors, List::of, new Nobody(), clock);
    private final Postures postures = new Postures(postgres.database(), holds, (_, _) -> {}, clock);
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpListener listener = new HttpListener(
            Served.SETTINGS,
            List.of(new PostureResource(postgres.database(), new Watches(), postures)),
            new Edge(
                    token -> Optional.ofNullable(TOKENS.get(token)).map(scope -> new Caller("caller", Set.of(scope))),
                    Set.of()),
            handler -> handler,
            Map.of(),
            () -> "");

    @BeforeEach
    void start() {
        monitors.apply(List.of(monitor("calm"), monitor("late"), monitor("broken"), monitor("new")));
        listener.start();
    }

    @AfterEach
    void stop() {
        client.close();
        listener.close();
        postgres.close();
    }

    @Test
    void what_needs_doing_first_is_first() throws Exception {
        look("calm", 80, new Found("hsts.present", "pass", "info", "sent", ""));
        look("late", 20, new Found("cert.expiry", "warn", "minor", "overdue", ""));
        look("broken", 60, new Found("cert.trust", "fail", "critical", "untrusted", ""));
        monitors.apply(List.of(monitor("calm"), monitor("late"), monitor("broken"), monitor("new"), monitor("soon")));
        look("soon", 70, new Found("hsts.present", "pass", "info", "sent", ""));

        var targets = Served.json(get("", READER)).path("targets");

        assertThat(targets)
                .extracting(target -> target.path("monitor").path("name").asText())
                .containsExactly("broken", "late", "soon", "calm");
        assertThat(targets.get(0).path("bad").path("critical").asInt()).isEqualTo(1);
        assertThat(targets.get(1).path("expiresAt").asText()).isEqualTo("2026-12-15T12:00:00Z");
        assertThat(targets.get(1).path("renewAt").asText()).isEqualTo("2026-11-15T12:00:00Z");
        assertThat(targets.get(3).path("grade").asText()).isEqualTo("B");
        assertThat(targets.get(3).path("headers").isNull()).isTrue();
    }

    @Test
    void one_target_tells_its_findings_its_certificates_and_how_both_went() throws Exception {
        look("calm", 80, new Found("hsts.present", "pass", "info", "sent", "max-age=1"));
        clock.advance(Duration.ofHours(1));
        look("calm", 80, new Found("hsts.present", "fail", "major", "gone", ""));

        var json = Served.json(get("/calm", READER));
        var finding = json.path("findings").get(3);

        assertThat(finding.path("check").asText()).isEqualTo("hsts.present");
        assertThat(finding.path("verdict").asText()).isEqualTo("fail");
        assertThat(finding.path("since").asText()).isEqualTo("2026-11-25T13:00:00Z");
        assertThat(finding.path("accepted").asText()).isEqualTo("info:pass");
        assertThat(finding.path("fix").asText()).contains("Strict-Transport-Security");
        assertThat(json.path("certificates").get(0).path("firstSeenAt").asText())
                .isEqualTo("2026-11-25T12:00:00Z");
        assertThat(json.path("certificates").get(0).path("lastSeenAt").asText()).isEqualTo("2026-11-25T13:00:00Z");
        assertThat(json.path("certificates").get(0).path("sans").get(0).asText())
                .isEqualTo("shop.test");
        assertThat(json.path("changes").get(0).path("summary").asText()).isEqualTo("gone");
        assertThat(json.path("baselineAt").asText()).isEqualTo("2026-11-25T12:00:00Z");
    }

    @Test
    void a_target_that_nobody_looked_at_is_no_target_and_only_who_may_read_sees_any() throws Exception {
        Served.assertProblem(get("/new", READER), 404, "was never looked at");
        Served.assertProblem(get("/nobody", READER), 404, "there is no monitor");
        Served.assertProblem(get("", WRITER), 403, "scope");
        Served.assertProblem(get("/calm", WRITER), 403, "scope");
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + "/api/v1/posture" + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void look(String name, int daysLeft, Found found) {
        var at = clock.instant();
        var facts = new PostureFacts(
                "https://shop.test/ basic",
                true,
                "B",
                Optional.of(new Mark("B", 80)),
                Optional.empty(),
                40,
                41,
                List.of(found),
                List.of(new Leaf(
                        "aa",
                        "CN=shop.test",
                        "CN=Authority",
                        "key",
                        List.of("shop.test"),
                        "1",
                        NOON.minus(Duration.ofDays(100)),
                        NOON.plus(Duration.ofDays(daysLeft)),
                        List.of("192.0.2.1:443"))),
                1,
                "");
        var id = monitors.definitions().entrySet().stream()
                .filter(entry -> entry.getValue().name().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        var evidence = new Evidence(
                at, "192.0.2.1:443", Evidence.none(at).timings(), Optional.of(facts), Optional.empty(), List.of());
        postgres.database()
                .run(handle ->
                        postures.looked(handle, id, monitor(name), new Observation.Passed(evidence, false, "grade B")));
    }

    private static Monitor monitor(String name) {
        return new Monitor(
                name,
                new Probe.Posture(
                        WebUrl.parse("https://shop.test/").orElseThrow(),
                        Optional.empty(),
                        PostureMeasure.of(Profile.BASIC)),
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                new Confirmation(2, 1, Duration.ofSeconds(30)));
    }
}
