package dev.tocsin.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.app.api.Repetitions;
import dev.tocsin.app.edge.Caller;
import dev.tocsin.app.edge.Edge;
import dev.tocsin.app.edge.Scope;
import dev.tocsin.app.incidents.DrillResource;
import dev.tocsin.app.incidents.EventResource;
import dev.tocsin.app.incidents.IncidentResource;
import dev.tocsin.app.incidents.InterventionResource;
import dev.tocsin.app.incidents.ResponseTimesResource;
import dev.tocsin.app.incidents.ReviewResource;
import dev.tocsin.app.incidents.SilenceResource;
import dev.tocsin.config.Secret;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.incidents.Drills;
import dev.tocsin.incidents.Escalations;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Interventions;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.Signals;
import dev.tocsin.incidents.contact.Contacts;
import dev.tocsin.incidents.delivery.Deliveries;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.inbound.InboundEvents;
import dev.tocsin.incidents.oncall.Responder;
import dev.tocsin.incidents.oncall.Responder.ContactRule;
import dev.tocsin.incidents.paging.EscalationPolicy;
import dev.tocsin.incidents.paging.EscalationStep;
import dev.tocsin.incidents.paging.EscalationStep.Target;
import dev.tocsin.incidents.paging.Pages;
import dev.tocsin.incidents.paging.PagingSettings;
import dev.tocsin.incidents.paging.Withdrawals;
import dev.tocsin.incidents.review.Reviews;
import dev.tocsin.incidents.silence.Silences;
import dev.tocsin.incidents.web.AnswerResource;
import dev.tocsin.incidents.web.IncidentJson;
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

/// One open incident, SHOP DOWN, for which ana was paged by mail, served through the edge as callers and phones reach
/// it. Policy `default` pages ana, then bo; policy `night` pages bo.
final class IncidentHouse implements AutoCloseable {
    static final String READER = "made-here-reader";
    static final String WRITER = "made-here-writer";
    static final String TELLER = "made-here-teller";
    static final String GITHUB = "made-here-shared-with-github";
    private static final Map<String, Scope> TOKENS =
            Map.of(READER, Scope.INCIDENTS_READ, WRITER, Scope.INCIDENTS_WRITE, TELLER, Scope.EVENTS_WRITE);

    final TestDatabase postgres = TestDatabase.create();
    final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T03:00:00Z"));
    private final Outbox outbox = new Outbox();
    private final Escalations escalations = new Escalations(postgres.database(), clock);
    final Incidents incidents = new Incidents(
            postgres.database(), clock, outbox, List.of(new Withdrawals(escalations, outbox)), _ -> Optional.empty());
    final Pages pages = new Pages(
            postgres.database(),
            clock,
            incidents,
            escalations,
            new Contacts(outbox, () -> paging().responders()),
            outbox,
            IncidentHouse::paging,
            URI.create("https://status.example.com"),
            (leg, duration) -> {});
    final IncidentJson json = new IncidentJson(
            incidents, escalations, pages, new Deliveries(postgres.database(), clock, Map::of, List.of()));
    private final HttpListener listener = new HttpListener(
            Served.SETTINGS,
            List.of(
                    new IncidentResource(postgres.database(), incidents, pages, json),
                    new InterventionResource(
                            postgres.database(),
                            incidents,
                            new Interventions(postgres.database(), clock, outbox),
                            pages,
                            IncidentHouse::paging,
                            json,
                            clock),
                    new ReviewResource(
                            postgres.database(), incidents, new Reviews(postgres.database(), clock, incidents)),
                    new ResponseTimesResource(postgres.database(), clock),
                    new SilenceResource(
                            postgres.database(),
                            new Silences(postgres.database(), clock, escalations),
                            () -> paging().responders().keySet(),
                            clock),
                    new EventResource(
                            postgres.database(),
                            new InboundEvents(postgres.database(), clock, new Signals(incidents), Map::of),
                            () -> Optional.of(new Secret(GITHUB))),
                    new DrillResource(
                            postgres.database(),
                            incidents,
                            new Drills(postgres.database(), clock, incidents),
                            IncidentHouse::paging,
                            json),
                    new AnswerResource(postgres.database(), clock, incidents, pages),
                    new Repetitions(postgres.database(), clock)),
            new Edge(token -> Optional.ofNullable(TOKENS.get(token)).map(scope -> new Caller("ana", Set.of(scope)))),
            handler -> handler,
            Map.of(),
            () -> "");

    IncidentHouse() {
        listener.start();
        incidents.report("shop", "SHOP DOWN", "connect refused", Severity.CRITICAL, "default");
        pages.pageDue();
    }

    @Override
    public void close() {
        listener.close();
        postgres.close();
    }

    /// The token of the link in the first page.
    String token() {
        return postgres.database()
                .transact(handle -> handle.createQuery("select token from page order by id limit 1")
                        .mapTo(String.class)
                        .one());
    }

    String status() {
        return json("/api/v1/incidents/1").path("status").asText();
    }

    /// What a reader is shown.
    JsonNode json(String path) {
        try {
            return Served.json(get(path, READER));
        } catch (Exception fault) {
            throw new IllegalStateException(fault);
        }
    }

    /// Presses a button behind the link.
    HttpResponse<String> press(String form) throws Exception {
        return send(request("/a/" + token(), "")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    HttpResponse<String> get(String path, String token) throws Exception {
        return send(request(path, token));
    }

    HttpResponse<String> post(String path, String token) throws Exception {
        return send(request(path, token).POST(BodyPublishers.noBody()));
    }

    /// Sends an event as another system does.
    HttpResponse<String> tell(String path, String body) throws Exception {
        return send(
                request(path, TELLER).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    /// Sends what GitHub sends.
    HttpResponse<String> github(String kind, String body, String signature) throws Exception {
        return send(request("/api/v1/integrations/github", "")
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", kind)
                .header("X-Hub-Signature-256", signature)
                .POST(BodyPublishers.ofString(body)));
    }

    /// Sends JSON as a writer.
    HttpResponse<String> write(String method, String path, String body) throws Exception {
        return send(request(path, WRITER)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    /// The same with an `Idempotency-Key`.
    HttpResponse<String> writeOnce(String path, String body, String key) throws Exception {
        return send(request(path, WRITER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    /// As if the process had died before it answered the request with `key`.
    void unanswered(String key) {
        postgres.database()
                .run(handle -> handle.createUpdate(
                                "update api_request set status = null, answer = null where key = :key")
                        .bind("key", key)
                        .execute());
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
                Map.of("ana", person("ana"), "bo", person("bo")),
                Map.of(),
                Map.of(
                        "default",
                        policy,
                        "night",
                        new EscalationPolicy("night", List.of(step("bo")), 0, List.of(new Target.Person("bo")))));
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
