package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.app.edge.Caller;
import dev.tocsin.app.edge.Edge;
import dev.tocsin.app.edge.Scope;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.Deliveries;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.oncall.Responder;
import dev.tocsin.incidents.oncall.Responder.ContactRule;
import dev.tocsin.incidents.paging.EscalationPolicy;
import dev.tocsin.incidents.paging.EscalationStep;
import dev.tocsin.incidents.paging.EscalationStep.Target;
import dev.tocsin.incidents.paging.Pages;
import dev.tocsin.incidents.paging.PagingSettings;
import dev.tocsin.incidents.web.AnswerResource;
import dev.tocsin.incidents.web.IncidentResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Answering an incident over the API and by the link in a page, as a caller and a phone do: through the edge.
class AnsweringTest {
    private static final Map<String, Scope> TOKENS =
            Map.of("made-here-reader", Scope.INCIDENTS_READ, "made-here-writer", Scope.INCIDENTS_WRITE);

    private final TestDatabase postgres = TestDatabase.create();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T03:00:00Z"));
    private final Outbox outbox = new Outbox();
    private final Incidents incidents = new Incidents(postgres.database(), clock, outbox, List.of());
    private final Pages pages = new Pages(
            postgres.database(),
            clock,
            incidents,
            outbox,
            AnsweringTest::paging,
            URI.create("https://status.example.com"),
            (leg, duration) -> {});
    private final HttpListener listener = new HttpListener(
            Served.SETTINGS,
            List.of(
                    new IncidentResource(
                            postgres.database(),
                            incidents,
                            pages,
                            new Deliveries(postgres.database(), clock, Map::of, List.of())),
                    new AnswerResource(postgres.database(), clock, incidents, pages)),
            new Edge(token -> Optional.ofNullable(TOKENS.get(token)).map(scope -> new Caller("ana", Set.of(scope)))),
            handler -> handler,
            Map.of(),
            () -> "");

    @BeforeEach
    void page() {
        listener.start();
        incidents.report("shop", "SHOP DOWN", "connect refused", Severity.CRITICAL, "default");
        pages.pageDue();
    }

    @AfterEach
    void close() {
        listener.close();
        postgres.close();
    }

    @Test
    void an_incident_is_shown_with_its_timeline_and_who_is_next() throws Exception {
        var json = Served.json(get("/api/v1/incidents/1", "made-here-reader"));

        assertThat(json.path("status").asText()).isEqualTo("triggered");
        assertThat(json.path("timeline").findValuesAsText("kind")).containsExactly("opened", "paged");
        assertThat(json.path("pages").path(0).path("responder").asText()).isEqualTo("ana");
        // Her mail has not left yet, so nothing comes before it.
        assertThat(json.path("nextPage").path("responder").asText()).isEqualTo("ana");
        assertThat(json.path("heldBy").isNull()).isTrue();
    }

    @Test
    void acknowledging_twice_is_fine_and_acting_on_what_is_over_is_a_conflict() throws Exception {
        assertThat(post("/api/v1/incidents/1/acknowledge", "made-here-writer").statusCode())
                .isEqualTo(200);
        assertThat(post("/api/v1/incidents/1/acknowledge", "made-here-writer").statusCode())
                .isEqualTo(200);
        assertThat(post("/api/v1/incidents/1/resolve", "made-here-writer").statusCode())
                .isEqualTo(200);

        Served.assertProblem(
                post("/api/v1/incidents/1/acknowledge", "made-here-writer"), 409, "incident #1 is already resolved");
    }

    @Test
    void an_incident_that_is_not_there_is_not_found_and_a_wrong_scope_is_forbidden() throws Exception {
        Served.assertProblem(get("/api/v1/incidents/7", "made-here-reader"), 404, "there is no incident #7");
        Served.assertProblem(post("/api/v1/incidents/1/resolve", "made-here-reader"), 403, "scope");
        assertThat(get("/api/v1/incidents", "nobody").statusCode()).isEqualTo(401);
    }

    @Test
    void opening_the_link_shows_and_changes_nothing() throws Exception {
        var answer = get("/a/" + token(), "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("SHOP DOWN");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(status()).isEqualTo("TRIGGERED");
    }

    @Test
    void pressing_the_button_acknowledges_in_the_name_of_who_was_paged() throws Exception {
        var answer = press("action=acknowledge");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(status()).isEqualTo("ACKNOWLEDGED");
        assertThat(Served.json(get("/api/v1/incidents/1", "made-here-reader"))
                        .path("timeline")
                        .path(2)
                        .path("by")
                        .asText())
                .isEqualTo("ana");
    }

    @Test
    void a_link_nobody_was_given_and_an_act_there_is_not_do_nothing() throws Exception {
        assertThat(get("/a/0000000000000000000000000", "").statusCode()).isEqualTo(404);
        assertThat(press("action=delete").statusCode()).isEqualTo(400);
        assertThat(status()).isEqualTo("TRIGGERED");
    }

    @Test
    void a_week_after_the_end_the_link_is_gone() throws Exception {
        press("action=resolve");
        assertThat(get("/a/" + token(), "").statusCode()).isEqualTo(200);

        clock.advance(Duration.ofDays(8));

        assertThat(get("/a/" + token(), "").statusCode()).isEqualTo(404);
    }

    private String token() {
        return postgres.database()
                .transact(handle -> handle.createQuery("select token from page order by id limit 1")
                        .mapTo(String.class)
                        .one());
    }

    private String status() {
        return postgres.database()
                .transact(handle -> handle.createQuery("select status from incident")
                        .mapTo(String.class)
                        .one());
    }

    private HttpResponse<String> press(String form) throws Exception {
        return send(request("/a/" + token(), "")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return send(request(path, token));
    }

    private HttpResponse<String> post(String path, String token) throws Exception {
        return send(request(path, token).POST(BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path, String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path))
                .timeout(Duration.ofSeconds(10));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static PagingSettings paging() {
        var steps = List.of(step("ana"), step("bo"));
        var policy = new EscalationPolicy("default", steps, 0, List.of(new Target.Person("bo")));
        return new PagingSettings(
                Map.of("ana", person("ana"), "bo", person("bo")), Map.of(), Map.of("default", policy));
    }

    private static EscalationStep step(String person) {
        return new EscalationStep(List.of(new Target.Person(person)), Duration.ofMinutes(5));
    }

    private static Responder person(String name) {
        return new Responder(
                name,
                Optional.of(name + "@example.com"),
                Optional.empty(),
                ZoneId.of("Etc/UTC"),
                Map.of(Severity.CRITICAL, List.of(new ContactRule(Medium.EMAIL, Duration.ZERO))));
    }
}
