package dev.tocsin.app.incidents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Fields;
import dev.tocsin.app.api.OncePerKey;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Interventions;
import dev.tocsin.incidents.Link;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.paging.Pages;
import dev.tocsin.incidents.paging.PagingSettings;
import dev.tocsin.incidents.web.IncidentJson;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What people do to an incident beside answering it. Each is answered with the incident as it is then.
@OncePerKey
@Path("/api/v1/incidents")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class InterventionResource {
    private static final Duration SHORTEST_REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofDays(7);
    private static final int NAME = 200;
    private static final int LINE = 500;
    private static final int NOTE = 4_000;
    private static final int HELPERS = 20;

    private final Incidents incidents;
    private final Interventions interventions;
    private final Pages pages;
    private final Supplier<PagingSettings> settings;
    private final InstantSource clock;
    private final Answers answers;

    public InterventionResource(
            Database database,
            Incidents incidents,
            Interventions interventions,
            Pages pages,
            Supplier<PagingSettings> settings,
            IncidentJson json,
            InstantSource clock) {
        this.incidents = incidents;
        this.interventions = interventions;
        this.pages = pages;
        this.settings = settings;
        this.clock = clock;
        answers = new Answers(database, json);
    }

    /// Nobody is paged for a while: `{"for": "2h"}` or `{"until": "2026-12-24T08:00:00Z"}`, a minute to seven days.
    @POST
    @Path("/{id}/snooze")
    @RolesAllowed("incidents:write")
    public ObjectNode snooze(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var now = clock.instant();
        var fields = Fields.of(body, "for how long: {\"for\": \"2h\"}");
        var rest = fields.duration("for", SHORTEST_REST, LONGEST_REST).map(now::plus);
        var until = fields.instant("until").map(at -> checked(fields, at, now));
        var end = fields.needed("for", until.or(() -> rest));
        fields.done();
        return answers.of(id, incidents.snooze(new IncidentId(id), end.orElseThrow(), Answers.actor(caller)));
    }

    private static Instant checked(Fields fields, Instant until, Instant now) {
        var rest = Duration.between(now, until);
        if (rest.compareTo(SHORTEST_REST) < 0 || rest.compareTo(LONGEST_REST) > 0) {
            fields.problem("until", "is out of range", "write an instant from a minute to seven days from now");
        }
        return until;
    }

    /// `{"severity": "major"}`.
    @POST
    @Path("/{id}/severity")
    @RolesAllowed("incidents:write")
    public ObjectNode changeSeverity(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.of(body, "the severity: {\"severity\": \"major\"}");
        var severity = fields.needed("severity", fields.oneOf("severity", Severity.class));
        fields.done();
        return answers.of(
                id, interventions.changeSeverity(new IncidentId(id), severity.orElseThrow(), Answers.actor(caller)));
    }

    /// Hands it to the people of another policy: `{"policy": "database"}`.
    @POST
    @Path("/{id}/reassign")
    @RolesAllowed("incidents:write")
    public ObjectNode reassign(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.of(body, "the policy: {\"policy\": \"default\"}");
        var policy = fields.neededText("policy", NAME);
        if (!policy.isEmpty() && !settings.get().policies().containsKey(policy)) {
            fields.problem("policy", "there is no policy \"" + policy + "\"", "write one that stands under policies:");
        }
        fields.done();
        return answers.of(id, interventions.reassign(new IncidentId(id), policy, Answers.actor(caller)));
    }

    /// Asks people to help: `{"responders": ["bo"]}`.
    @POST
    @Path("/{id}/responders")
    @RolesAllowed("incidents:write")
    public ObjectNode addResponders(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.of(body, "who shall help: {\"responders\": [\"bo\"]}");
        var names =
                fields.texts("responders", HELPERS, NAME).stream().distinct().toList();
        for (var name : names) {
            if (!settings.get().responders().containsKey(name)) {
                fields.problem(
                        "responders", "there is no responder \"" + name + "\"", "write one that stands in responders:");
            }
        }
        if (names.isEmpty()) {
            fields.problem("responders", "names nobody", "write who shall help");
        }
        fields.done();
        return answers.of(id, pages.addResponders(new IncidentId(id), names, Answers.actor(caller)));
    }

    /// `{"text": "the database was full"}`.
    @POST
    @Path("/{id}/notes")
    @RolesAllowed("incidents:write")
    public ObjectNode note(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.of(body, "a note: {\"text\": \"the database was full\"}");
        var text = fields.neededText("text", NOTE);
        fields.done();
        return answers.of(id, interventions.note(new IncidentId(id), text, Answers.actor(caller)));
    }

    /// `{"relation": "disclosure", "target": "SEC-12", "title": "Report of the same hole"}`; `relation` is
    /// `disclosure`,
    /// `status`, `incident` or `page`, and what is tied as a page is an address.
    @POST
    @Path("/{id}/links")
    @RolesAllowed("incidents:write")
    public ObjectNode link(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.of(body, "what it is tied to: {\"relation\": \"page\", \"target\": \"https://…\"}");
        var relation = fields.needed("relation", fields.oneOf("relation", Link.Relation.class))
                .orElse(Link.Relation.INCIDENT);
        var target = fields.neededText("target", LINE);
        var title = fields.text("title", LINE).orElse(target);
        if (relation == Link.Relation.PAGE && !target.matches("https?://\\S+")) {
            fields.problem("target", "is no address", "write one that begins with https://");
        }
        fields.done();
        return answers.of(
                id, interventions.link(new IncidentId(id), new Link(relation, target, title), Answers.actor(caller)));
    }
}
