package dev.tocsin.incidents.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Answer;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.delivery.Deliveries;
import dev.tocsin.incidents.paging.Pages;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Incidents over the API.
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
public final class IncidentResource {
    private static final int MOST = 200;

    private final Database database;
    private final Incidents incidents;
    private final Pages pages;
    private final Deliveries deliveries;

    public IncidentResource(Database database, Incidents incidents, Pages pages, Deliveries deliveries) {
        this.database = database;
        this.incidents = incidents;
        this.pages = pages;
        this.deliveries = deliveries;
    }

    /// The newest 200, or only the open ones with `?open=true`.
    @GET
    @RolesAllowed("incidents:read")
    public ObjectNode list(@QueryParam("open") @DefaultValue("false") boolean openOnly) {
        var list = JsonNodeFactory.instance.objectNode();
        var items = list.putArray("incidents");
        database.run(
                handle -> incidents.newest(handle, openOnly, MOST).forEach(incident -> items.add(facts(incident))));
        return list;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("incidents:read")
    public ObjectNode show(@PathParam("id") long id) {
        return database.transact(handle -> incidents
                .find(handle, new IncidentId(id))
                .map(incident -> whole(handle, incident))
                .orElseThrow(() -> new NotFoundException("there is no incident #" + id)));
    }

    @POST
    @Path("/{id}/acknowledge")
    @RolesAllowed("incidents:write")
    public ObjectNode acknowledge(@PathParam("id") long id, @Context SecurityContext caller) {
        return answered(id, incidents.acknowledge(new IncidentId(id), actor(caller)));
    }

    @POST
    @Path("/{id}/resolve")
    @RolesAllowed("incidents:write")
    public ObjectNode resolve(@PathParam("id") long id, @Context SecurityContext caller) {
        return answered(id, incidents.resolve(new IncidentId(id), actor(caller)));
    }

    @POST
    @Path("/{id}/escalate")
    @RolesAllowed("incidents:write")
    public ObjectNode escalate(@PathParam("id") long id, @Context SecurityContext caller) {
        return answered(id, incidents.escalate(new IncidentId(id), actor(caller)));
    }

    private static Actor actor(SecurityContext caller) {
        var principal = caller.getUserPrincipal();
        return new Actor(principal == null ? "unknown" : principal.getName(), "api");
    }

    /// Doing again what is done is fine; acting on what is over is a conflict.
    private ObjectNode answered(long id, Answer answer) {
        return switch (answer) {
            case Answer.Done(var incident) -> shown(incident);
            case Answer.AlreadyDone(var incident) -> shown(incident);
            case Answer.AlreadyResolved _ ->
                throw new ClientErrorException("incident #" + id + " is already resolved", 409);
            case Answer.NoSuchIncident() -> throw new NotFoundException("there is no incident #" + id);
        };
    }

    private ObjectNode shown(Incident incident) {
        return database.transact(handle -> whole(handle, incident));
    }

    private ObjectNode whole(Handle handle, Incident incident) {
        var json = facts(incident);
        pages.next(handle, incident)
                .ifPresentOrElse(
                        next -> json.putObject("nextPage")
                                .put("at", next.at().toString())
                                .put("responder", next.responder())
                                .put("contact", next.contact())
                                .put("because", next.because()),
                        () -> json.putNull("nextPage"));
        var timeline = json.putArray("timeline");
        for (var entry : incidents.timeline(handle, incident.id())) {
            var line = timeline.addObject().put("at", entry.at().toString()).put("kind", entry.kind());
            entry.detail().properties().forEach(detail -> line.set(detail.getKey(), detail.getValue()));
        }
        addPages(handle, incident, json.putArray("pages"));
        return json;
    }

    private void addPages(Handle handle, Incident incident, ArrayNode all) {
        for (var page : pages.of(handle, incident.id())) {
            var json = all.addObject()
                    .put("responder", page.responder())
                    .put("contact", page.contact())
                    .put("channel", page.medium().word())
                    .put("step", page.step())
                    .put("dueAt", page.dueAt().toString())
                    .put("because", page.because());
            var attempts = json.putArray("deliveries");
            for (var attempt : deliveries.attempts(handle, page.delivery())) {
                attempts.addObject()
                        .put("at", attempt.at().toString())
                        .put("attempt", attempt.attempt())
                        .put("provider", attempt.provider())
                        .put("providerId", attempt.providerId().orElse(null))
                        .put("state", attempt.state())
                        .put("reason", attempt.reason());
            }
        }
    }

    private static ObjectNode facts(Incident incident) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", incident.id().value())
                .put("key", incident.key())
                .put("status", incident.status().name().toLowerCase(Locale.ROOT))
                .put("severity", incident.severity().name().toLowerCase(Locale.ROOT))
                .put("title", incident.title())
                .put("summary", incident.summary())
                .put("monitor", incident.monitorName().orElse(null))
                .put("heldBy", incident.heldBy().orElse(null))
                .put("replyCode", incident.replyCode())
                .put("beganAt", incident.beganAt().toString())
                .put("openedAt", incident.openedAt().toString())
                .put("acknowledgedAt", text(incident.acknowledgedAt()))
                .put("acknowledgedBy", incident.acknowledgedBy().orElse(null))
                .put("resolvedAt", text(incident.resolvedAt()))
                .put("resolvedBy", incident.resolvedBy().orElse(null));
    }

    private static @Nullable String text(Optional<Instant> at) {
        return at.map(Instant::toString).orElse(null);
    }
}
