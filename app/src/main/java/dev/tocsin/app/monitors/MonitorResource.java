package dev.tocsin.app.monitors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Cursor;
import dev.tocsin.db.Database;
import dev.tocsin.monitor.Owner;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.inventory.Change;
import dev.tocsin.monitor.inventory.Filter;
import dev.tocsin.monitor.inventory.Inventory;
import dev.tocsin.monitor.inventory.Item;
import dev.tocsin.monitor.inventory.PastLook;
import dev.tocsin.monitor.settings.LocationSettings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that is watched, over the API: `docs/monitors-api.md`.
@Path("/api/v1/monitors")
@Produces(MediaType.APPLICATION_JSON)
public final class MonitorResource {
    private static final String USUAL_LIMIT = "50";

    private final Database database;
    private final Inventory inventory;
    private final Views views;
    private final Supplier<LocationSettings> places;

    public MonitorResource(Database database, Inventory inventory, Views views, Supplier<LocationSettings> places) {
        this.database = database;
        this.inventory = inventory;
        this.views = views;
        this.places = places;
    }

    /// By name. `next` is the cursor of the page that follows, null on the last one.
    @GET
    @RolesAllowed("monitors:read")
    public ObjectNode list(
            @QueryParam("verdict") @Nullable String verdict,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("name") @DefaultValue("") String part,
            @QueryParam("limit") @DefaultValue(USUAL_LIMIT) String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (part.indexOf('\0') >= 0) {
            throw new BadRequestException("name has a character that no name has: leave U+0000 out");
        }
        var most = Cursor.limit(limit);
        var filter = new Filter(word("verdict", verdict, Verdict.values()), word("owner", owner, Owner.values()), part);
        var after = Cursor.read(cursor, "", name -> name);
        var items = database.transact(handle -> inventory.page(handle, filter, after, most + 1));
        return Cursor.page("monitors", items, most, views::summary, Item::name);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("monitors:read")
    public Response show(@PathParam("id") String idOrName) {
        return database.transact(handle -> {
            var item = inventory.find(handle, idOrName).orElseThrow(() -> Refusals.unknown(idOrName));
            return answer(Response.ok(views.whole(handle, item)), item);
        });
    }

    /// The last looks, newest first.
    @GET
    @Path("/{id}/observations")
    @RolesAllowed("monitors:read")
    public ObjectNode observations(
            @PathParam("id") String idOrName,
            @QueryParam("limit") @DefaultValue(USUAL_LIMIT) String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var most = Cursor.limit(limit);
        var before = Cursor.read(cursor, Cursor.END_OF_TIME, Cursor::instant);
        var looks = database.transact(handle -> {
            var item = inventory.find(handle, idOrName).orElseThrow(() -> Refusals.unknown(idOrName));
            return inventory.looks(handle, item, before, most + 1);
        });
        return Cursor.page(
                "observations",
                looks,
                most,
                look -> MonitorJson.look(look, places.get().nameOf(look.location())),
                PastLook::at);
    }

    /// Who changed it over the API, and how, newest first; also of one that is gone.
    @GET
    @Path("/{id}/changes")
    @RolesAllowed("monitors:read")
    public ObjectNode changes(
            @PathParam("id") String idOrName,
            @QueryParam("limit") @DefaultValue(USUAL_LIMIT) String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var most = Cursor.limit(limit);
        var before = Cursor.read(cursor, Long.MAX_VALUE, Long::valueOf);
        var changes = database.transact(handle ->
                inventory.changes(handle, idOrName, before, most + 1).orElseThrow(() -> Refusals.unknown(idOrName)));
        return Cursor.page("changes", changes, most, MonitorJson::change, Change::id);
    }

    /// With the ETag of the definition, where it can be changed here.
    static Response answer(Response.ResponseBuilder response, Item item) {
        item.made().ifPresent(made -> response.tag(Long.toString(made.version())));
        return response.build();
    }

    private static <E extends Enum<E>> Optional<E> word(String key, @Nullable String word, E[] known) {
        if (word == null) {
            return Optional.empty();
        }
        var found = Arrays.stream(known)
                .filter(one -> MonitorJson.lower(one).equals(word))
                .findFirst();
        if (found.isEmpty()) {
            var words = Arrays.stream(known).map(MonitorJson::lower).collect(Collectors.joining(", "));
            throw new BadRequestException("%s \"%s\" is not known: write one of %s".formatted(key, word, words));
        }
        return found;
    }
}
