package dev.tocsin.app.oncall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.Cursor;
import dev.tocsin.app.api.Keys;
import dev.tocsin.app.api.SentJson;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.rota.KeptOverride;
import dev.tocsin.incidents.rota.Outcome;
import dev.tocsin.incidents.rota.OverrideJson;
import dev.tocsin.incidents.rota.Overrides;
import dev.tocsin.incidents.rota.Rota;
import dev.tocsin.incidents.rota.TakenBack;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
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
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Overrides, temporary schedules and exchanges: `docs/on-call.md`. What is answered counts from then on, for every
/// node. None changes once it is made: it is taken back, and another one made.
@Path("/api/v1/overrides")
@Produces(MediaType.APPLICATION_JSON)
public final class OverrideResource {
    private static final String USUAL_LIMIT = "50";
    private static final int SHIFTS_SHOWN = 100;

    private final Database database;
    private final Overrides overrides;
    private final Supplier<Rota.Ground> ground;
    private final OverrideForm form;
    private final InstantSource clock;
    private final Rota rota = new Rota();

    public OverrideResource(
            Database database,
            Overrides overrides,
            Supplier<Rota.Ground> ground,
            OverrideForm form,
            InstantSource clock) {
        this.database = database;
        this.overrides = overrides;
        this.ground = ground;
        this.form = form;
        this.clock = clock;
    }

    /// Newest first: those that count or will, or all with `?state=all`.
    @GET
    @RolesAllowed("schedules:read")
    public ObjectNode list(
            @QueryParam("schedule") @Nullable String schedule,
            @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("limit") @DefaultValue(USUAL_LIMIT) String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (!state.equals("open") && !state.equals("all")) {
            throw new BadRequestException("state \"%s\" is not known: write open or all".formatted(state));
        }
        if (schedule != null && schedule.indexOf('\0') >= 0) {
            throw new BadRequestException("schedule has a character that no name has: leave U+0000 out");
        }
        var most = Cursor.limit(limit);
        var before = Cursor.read(cursor, Long.MAX_VALUE, Long::valueOf);
        var found = database.transact(handle ->
                overrides.page(handle, Optional.ofNullable(schedule), state.equals("open"), before, most + 1));
        return Cursor.page("overrides", found, most, this::facts, one -> one.id());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("schedules:read")
    public Response show(@PathParam("id") long id) {
        return database.transact(handle -> overrides
                .find(handle, id)
                .map(kept -> Response.ok(whole(handle, kept)).tag(tag(kept)).build())
                .orElseThrow(() -> unknown(id)));
    }

    /// Makes one; the body is an entry of `overrides:` in JSON. The same `Idempotency-Key` with the same body is
    /// answered the same, and makes nothing again.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("schedules:write")
    public Response make(
            byte[] body, @HeaderParam("Idempotency-Key") @Nullable String key, @Context SecurityContext caller)
            throws JsonProcessingException {
        var by = Asked.name(caller);
        var request = Optional.ofNullable(key).map(given -> Keys.request(by, given, body));
        var before = request.flatMap(overrides::answered);
        if (before.isPresent()) {
            return made(before.get());
        }
        var sent = SentJson.object(body, "one override, as an entry of overrides: in the settings");
        return made(overrides.make(form.read(sent, by), request));
    }

    /// Takes one back: it counts no more from now on.
    @DELETE
    @Path("/{id}")
    @RolesAllowed("schedules:write")
    public Response takeBack(@PathParam("id") long id, @Context SecurityContext caller) {
        return switch (overrides.takeBack(id, Asked.name(caller))) {
            case TakenBack.Done _ -> Response.noContent().build();
            case TakenBack.NoSuchOverride _ -> throw unknown(id);
            case TakenBack.Already(var kept) -> {
                if (kept.ending().isPresent()) {
                    yield Response.noContent().build();
                }
                throw conflict("override %d was over at %s: it is kept as it was"
                        .formatted(id, kept.whole().to()));
            }
            case TakenBack.Begun _ ->
                throw conflict("exchange %d has begun, half of it may have been worked: override the other half"
                        .formatted(id));
        };
    }

    private Response made(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Made(var kept) ->
                Response.status(Response.Status.CREATED)
                        .header(HttpHeaders.LOCATION, "/api/v1/overrides/" + kept.id())
                        .tag(tag(kept))
                        .entity(database.transact(handle -> whole(handle, kept)))
                        .build();
            case Outcome.Same(var id) ->
                throw conflict("override %d says exactly this already: nothing was made".formatted(id));
            case Outcome.Occupied(var id) ->
                throw conflict("temporary schedule %d stands within that time: take it back first, or keep clear of it"
                        .formatted(id));
            case Outcome.TooMany(var most) ->
                throw conflict("the schedule has %d overrides that count or will, and no more may be: take some back"
                        .formatted(most));
            case Outcome.Over _ -> throw unprocessable("it would be over already: write a later to");
            case Outcome.NotTheirs(var responder, var window) ->
                throw unprocessable("%s is not on call from %s to %s all through and cannot give that away: see /shifts"
                        .formatted(responder, window.from(), window.to()));
            case Outcome.KeyTaken _ ->
                throw unprocessable(
                        "the Idempotency-Key came with another body before: use a new key for a new request");
        };
    }

    /// With who is on call while it counts, so that its author sees what it comes to.
    private ObjectNode whole(Handle handle, KeptOverride kept) {
        var json = facts(kept);
        var now = clock.instant();
        var shifts = rota.shifts(
                        handle,
                        ground.get(),
                        kept.schedule(),
                        kept.whole().from(),
                        kept.whole().to(),
                        now)
                .orElseThrow();
        json.set("shifts", DutyJson.shifts(shifts.stream().limit(SHIFTS_SHOWN).toList()));
        return json;
    }

    private ObjectNode facts(KeptOverride kept) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", kept.id());
        json.put("schedule", kept.schedule());
        json.put("kind", OverrideJson.kind(kept.override()));
        json.put("state", kept.state(clock.instant()));
        json.setAll(OverrideJson.write(kept.override()));
        json.put("reason", kept.override().origin().reason());
        json.put("by", kept.override().origin().by());
        json.put("madeAt", kept.madeAt().toString());
        json.put("counts", ground.get().responders().containsAll(kept.override().named()));
        kept.ending()
                .ifPresentOrElse(
                        ending -> json.putObject("takenBack")
                                .put("at", ending.at().toString())
                                .put("by", ending.by()),
                        () -> json.putNull("takenBack"));
        return json;
    }

    private static String tag(KeptOverride kept) {
        return kept.id() + (kept.ending().isPresent() ? "-taken-back" : "");
    }

    private static NotFoundException unknown(long id) {
        return new NotFoundException("there is no override " + id);
    }

    private static ClientErrorException conflict(String words) {
        return new ClientErrorException(words, 409);
    }

    private static ClientErrorException unprocessable(String words) {
        return new ClientErrorException(words, 422);
    }
}
