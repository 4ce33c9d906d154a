package dev.tocsin.app.incidents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Cursor;
import dev.tocsin.app.api.Fields;
import dev.tocsin.app.api.OncePerKey;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Incidents.Wanted;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.paging.Pages;
import dev.tocsin.incidents.web.IncidentJson;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Incidents over the API, and the answers to them.
@OncePerKey
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
public final class IncidentResource {
    private static final String USUAL_LIMIT = "50";

    private final Database database;
    private final Incidents incidents;
    private final Pages pages;
    private final IncidentJson json;
    private final Answers answers;

    public IncidentResource(Database database, Incidents incidents, Pages pages, IncidentJson json) {
        this.database = database;
        this.incidents = incidents;
        this.pages = pages;
        this.json = json;
        answers = new Answers(database, json);
    }

    /// The newest first: all, or only the open ones with `?open=true`, those of a monitor, of a severity.
    @GET
    @RolesAllowed("incidents:read")
    public ObjectNode list(
            @QueryParam("open") @DefaultValue("false") boolean openOnly,
            @QueryParam("monitor") @Nullable String monitor,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("limit") @DefaultValue(USUAL_LIMIT) String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var most = Cursor.limit(limit);
        var wanted = new Wanted(
                openOnly,
                Optional.ofNullable(monitor).map(name -> name.replace('\0', ' ')),
                Optional.ofNullable(severity).map(IncidentResource::severity),
                Cursor.read(cursor, Long.MAX_VALUE, Long::valueOf));
        var found = database.transact(handle -> incidents.page(handle, wanted, most + 1));
        return Cursor.page(
                "incidents", found, most, IncidentJson::facts, one -> one.id().value());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("incidents:read")
    public ObjectNode show(@PathParam("id") long id) {
        return database.transact(handle -> incidents
                .find(handle, new IncidentId(id))
                .map(incident -> json.whole(handle, incident))
                .orElseThrow(() -> Answers.unknown(id)));
    }

    @POST
    @Path("/{id}/acknowledge")
    @RolesAllowed("incidents:write")
    public ObjectNode acknowledge(@PathParam("id") long id, @Context SecurityContext caller) {
        return answers.of(id, incidents.acknowledge(new IncidentId(id), Answers.actor(caller)));
    }

    @POST
    @Path("/{id}/resolve")
    @RolesAllowed("incidents:write")
    public ObjectNode resolve(@PathParam("id") long id, @Context SecurityContext caller) {
        return answers.of(id, incidents.resolve(new IncidentId(id), Answers.actor(caller)));
    }

    /// Pages the next step now, or the one that the body chooses: `{"step": 2}`.
    @POST
    @Path("/{id}/escalate")
    @RolesAllowed("incidents:write")
    public ObjectNode escalate(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.ofOptional(body, "nothing, or the step to page: {\"step\": 2}");
        var step = fields.number("step", 1, Math.max(1, steps(id)));
        fields.done();
        var walked = step.isPresent() ? OptionalInt.of(step.getAsInt() - 1) : step;
        return answers.of(id, incidents.escalate(new IncidentId(id), walked, Answers.actor(caller)));
    }

    private int steps(long id) {
        return database.transact(handle ->
                incidents.find(handle, new IncidentId(id)).map(pages::steps).orElseThrow(() -> Answers.unknown(id)));
    }

    private static Severity severity(String word) {
        return Severity.of(word)
                .orElseThrow(() -> new BadRequestException(
                        "severity \"%s\" is not known: write critical, major or minor".formatted(word)));
    }
}
