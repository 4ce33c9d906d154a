package dev.tocsin.app.monitors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Keys;
import dev.tocsin.db.Database;
import dev.tocsin.monitor.inventory.Change;
import dev.tocsin.monitor.inventory.Definitions;
import dev.tocsin.monitor.inventory.Inventory;
import dev.tocsin.monitor.inventory.Item;
import dev.tocsin.monitor.inventory.Outcome;
import dev.tocsin.monitor.inventory.Request;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes and changes monitors over the API: `docs/monitors-api.md`. What is answered is committed, and known to this
/// node; the others follow within moments.
@Path("/api/v1/monitors")
@Produces(MediaType.APPLICATION_JSON)
public final class MonitorChangeResource {
    private static final String MERGE_PATCH = "application/merge-patch+json";

    /// Who changes whatever there is meets somebody else in between only once in a while.
    private static final int TRIES = 5;

    private final Database database;
    private final Definitions definitions;
    private final Inventory inventory;
    private final Views views;
    private final ApiMonitors ofApi;
    private final Drafts drafts;

    public MonitorChangeResource(
            Database database,
            Definitions definitions,
            Inventory inventory,
            Views views,
            ApiMonitors ofApi,
            Drafts drafts) {
        this.database = database;
        this.definitions = definitions;
        this.inventory = inventory;
        this.views = views;
        this.ofApi = ofApi;
        this.drafts = drafts;
    }

    /// The same `Idempotency-Key` with the same body is answered the same for a day, and makes nothing again.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("monitors:write")
    public Response create(
            byte[] body, @HeaderParam("Idempotency-Key") @Nullable String key, @Context SecurityContext caller)
            throws JsonProcessingException {
        var request = Optional.ofNullable(key).map(given -> Keys.request(name(caller), given, body));
        var before = request.flatMap(definitions::answered);
        if (before.isPresent()) {
            return created(before.get(), request);
        }
        var draft = drafts.made(DefinitionJson.sent(body));
        var outcome = definitions.create(
                draft,
                name(caller),
                request,
                (handle, item) -> views.whole(handle, item).toString());
        return created(outcome, request);
    }

    /// Takes the body for the whole definition.
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("monitors:write")
    public Response replace(
            @PathParam("id") String idOrName,
            byte[] body,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context SecurityContext caller)
            throws JsonProcessingException {
        var sent = DefinitionJson.sent(body);
        return rewritten(idOrName, ifMatch, name(caller), Change.Kind.REPLACED, _ -> sent, sent);
    }

    /// Takes the body for a JSON Merge Patch (RFC 7396) of the definition.
    @PATCH
    @Path("/{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @RolesAllowed("monitors:write")
    public Response change(
            @PathParam("id") String idOrName,
            byte[] body,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context SecurityContext caller)
            throws JsonProcessingException {
        var patch = DefinitionJson.sent(body);
        return rewritten(
                idOrName, ifMatch, name(caller), Change.Kind.CHANGED, stored -> MergePatch.apply(stored, patch), patch);
    }

    @POST
    @Path("/{id}/pause")
    @RolesAllowed("monitors:write")
    public Response pause(@PathParam("id") String idOrName, @Context SecurityContext caller) {
        return shown(idOrName, definitions.pause(found(idOrName), name(caller)));
    }

    @POST
    @Path("/{id}/resume")
    @RolesAllowed("monitors:write")
    public Response resume(@PathParam("id") String idOrName, @Context SecurityContext caller) {
        return shown(idOrName, definitions.resume(found(idOrName), name(caller)));
    }

    /// Its history stays. With `If-Match` only that version is deleted.
    @DELETE
    @Path("/{id}")
    @RolesAllowed("monitors:write")
    public Response delete(
            @PathParam("id") String idOrName,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context SecurityContext caller) {
        var condition = IfMatch.of(ifMatch);
        for (var tries = 1; ; tries++) {
            var item = found(idOrName);
            var made = matched(condition, item);
            var shown = views.reading(made).shown().toString();
            var outcome = definitions.delete(item, name(caller), shown);
            if (outcome instanceof Outcome.Stale && !(condition instanceof IfMatch.Versions) && tries < TRIES) {
                continue;
            }
            requireDone(idOrName, outcome);
            return Response.noContent().build();
        }
    }

    private interface Next {
        ObjectNode definition(ObjectNode stored);
    }

    private Response rewritten(
            String idOrName, @Nullable String ifMatch, String by, Change.Kind kind, Next next, ObjectNode sent) {
        var condition = IfMatch.of(ifMatch);
        for (var tries = 1; ; tries++) {
            var item = found(idOrName);
            var made = matched(condition, item);
            if (condition instanceof IfMatch.Unsaid) {
                throw Refusals.unconditional(made.version());
            }
            var stored = DefinitionJson.stored(made.definition());
            var shown = views.reading(made).shown();
            var draft = drafts.changed(item, next.definition(stored), sent, stored, shown);
            var outcome = DefinitionJson.stored(draft.definition()).equals(stored)
                    ? new Outcome.Done(item)
                    : definitions.rewrite(item, draft, by, kind, shown.toString());
            if (outcome instanceof Outcome.Stale && condition instanceof IfMatch.Any && tries < TRIES) {
                continue;
            }
            return shown(idOrName, outcome);
        }
    }

    private Item found(String idOrName) {
        return database.transact(handle -> inventory.find(handle, idOrName))
                .orElseThrow(() -> Refusals.unknown(idOrName));
    }

    private static Item.Made matched(IfMatch condition, Item item) {
        var made = item.made().orElseThrow(() -> Refusals.ofTheFile(item.name()));
        if (!condition.matches(made.version())) {
            throw Refusals.stale(made.version());
        }
        return made;
    }

    private Response created(Outcome outcome, Optional<Request> request) {
        if (!(outcome instanceof Outcome.Created(var id, var version, var answer))) {
            throw Refusals.of("", outcome, request);
        }
        ofApi.refresh();
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, "/api/v1/monitors/" + id)
                .tag(Long.toString(version))
                .entity(answer)
                .build();
    }

    private Response shown(String idOrName, Outcome outcome) {
        var item = requireDone(idOrName, outcome);
        var whole = database.transact(handle -> views.whole(handle, item));
        return MonitorResource.answer(Response.ok(whole), item);
    }

    private Item requireDone(String idOrName, Outcome outcome) {
        if (!(outcome instanceof Outcome.Done(var item))) {
            throw Refusals.of(idOrName, outcome, Optional.empty());
        }
        ofApi.refresh();
        return item;
    }

    private static String name(SecurityContext caller) {
        var principal = caller.getUserPrincipal();
        return principal == null ? "unknown" : principal.getName();
    }
}
