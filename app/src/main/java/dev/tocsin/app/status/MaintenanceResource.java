package dev.tocsin.app.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.Cursor;
import dev.tocsin.app.api.Fields;
import dev.tocsin.app.api.OncePerKey;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.Components;
import dev.tocsin.statuspage.Maintenance;
import dev.tocsin.statuspage.MaintenancePlan;
import dev.tocsin.statuspage.Maintenances;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.When;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Maintenance that customers read of: planned, moved, begun, ended, called off.
@Path("/api/v1/maintenances")
@Produces(MediaType.APPLICATION_JSON)
public final class MaintenanceResource {
    private static final Instant END = Instant.parse("9000-01-01T00:00:00Z");

    private final Maintenances maintenances;
    private final Components components;
    private final InstantSource clock;

    public MaintenanceResource(Maintenances maintenances, Components components, InstantSource clock) {
        this.maintenances = maintenances;
        this.components = components;
        this.clock = clock;
    }

    /// The last to begin first: those to come and at work, or all with `?state=all`.
    @GET
    @RolesAllowed("status:read")
    public ObjectNode list(
            @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var most = Cursor.limit(limit);
        var found = maintenances.page(!state.equals("all"), Cursor.read(cursor, END, Instant::parse), most + 1);
        return Cursor.page("maintenances", found, most, StatusJson::maintenance, one -> one.from());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("status:read")
    public ObjectNode show(@PathParam("id") String id) {
        var known = Asking.id(id);
        return maintenances.find(known).map(StatusJson::maintenance).orElseThrow(() -> Asking.unknown(known));
    }

    /// `{"title": "…", "body": "…", "components": ["Shop"], "from": "…", "until": "…"}`; also `byClock`, `expected`,
    /// `draft`, `publishAt`.
    @POST
    @OncePerKey
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("status:write")
    public Response schedule(byte[] body, @Context SecurityContext caller) throws JsonProcessingException {
        var now = clock.instant();
        var fields = Fields.of(body, "a maintenance: {\"title\": \"…\", \"from\": \"…\", \"until\": \"…\"}");
        var title = fields.neededText("title", Asking.TITLE);
        var text = fields.neededText("body", Asking.BODY);
        var touched = Asking.components(fields, components);
        var from = fields.needed("from", fields.instant("from"));
        var until = fields.needed("until", fields.instant("until"));
        var byHand = fields.flag("byHand");
        var expected = expected(fields);
        var when = Asking.when(fields, now, new When.Now());
        var author = Asking.author(fields, Asked.name(caller));
        if (from.isPresent()
                && until.filter(end -> !end.isAfter(from.get()) || !end.isAfter(now))
                        .isPresent()) {
            fields.problem("until", "is not ahead, or not after from", "write a later one");
        }
        fields.done();
        var plan = new MaintenancePlan(
                title, text, touched, from.orElseThrow(), until.orElseThrow(), !byHand, expected, Optional.empty());
        var made = done(maintenances.schedule(plan, when, author));
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, "/api/v1/maintenances/" + made.id())
                .entity(StatusJson.maintenance(made))
                .build();
    }

    /// Gives it other times: `{"until": "…"}`, and `from` while it has not begun; `body` says why.
    @PATCH
    @Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed("status:write")
    public ObjectNode move(@PathParam("id") String id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var known = Asking.id(id);
        var before = maintenances.find(known).orElseThrow(() -> Asking.unknown(known));
        var fields = Fields.of(body, "other times: {\"from\": \"…\", \"until\": \"…\"}");
        var from = fields.instant("from").orElse(before.from());
        var until = fields.instant("until").orElse(before.until());
        var text = fields.text("body", Asking.BODY);
        fields.done();
        return StatusJson.maintenance(done(maintenances.move(known, from, until, text, Asked.name(caller))));
    }

    /// `start`, `verify`, `complete` or `cancel`; a body `{"body": "…"}` says so in your own words.
    @POST
    @Path("/{id}/{act: start|verify|complete|cancel}")
    @RolesAllowed("status:write")
    public ObjectNode turn(
            @PathParam("id") String id, @PathParam("act") String act, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.ofOptional(body, "a text: {\"body\": \"…\"}");
        var text = fields.text("body", Asking.BODY);
        fields.done();
        var to = switch (act) {
            case "start" -> Phase.IN_PROGRESS;
            case "verify" -> Phase.VERIFYING;
            case "complete" -> Phase.COMPLETED;
            case "cancel" -> Phase.CANCELLED;
            default -> throw new NotFoundException("there is nothing called " + act);
        };
        return StatusJson.maintenance(done(maintenances.turn(Asking.id(id), to, text, Asked.name(caller))));
    }

    /// The worst that customers will feel: nothing, where nothing is said.
    static ComponentStatus expected(Fields fields) {
        return fields.oneOf("expected", ComponentStatus.class).orElse(ComponentStatus.OPERATIONAL);
    }

    private static Maintenance done(Maintenances.Result result) {
        return switch (result) {
            case Maintenances.Result.Done(var maintenance) -> maintenance;
            case Maintenances.Result.Unknown(var id) -> throw Asking.unknown(id);
            case Maintenances.Result.OutOfTurn(var why) -> throw Asking.conflict(why);
        };
    }
}
