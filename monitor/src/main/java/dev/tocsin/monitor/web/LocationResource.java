package dev.tocsin.monitor.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.db.Database;
import dev.tocsin.monitor.Votes;
import dev.tocsin.monitor.availability.Watches;
import dev.tocsin.monitor.location.LocationState;
import dev.tocsin.monitor.location.Locations;
import dev.tocsin.monitor.settings.LocationSettings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;

/// From where we look and how it stands there, over the API: `docs/locations.md`.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class LocationResource {
    private final Database database;
    private final Supplier<LocationSettings> settings;
    private final Locations locations;
    private final Watches watches;
    private final Votes votes;

    /// @param settings asked anew each time, for settings change
    public LocationResource(
            Database database, Supplier<LocationSettings> settings, Locations locations, Watches watches, Votes votes) {
        this.database = database;
        this.settings = settings;
        this.locations = locations;
        this.watches = watches;
        this.votes = votes;
    }

    /// The agents in all other places, as they told of themselves last.
    @GET
    @Path("/agents")
    @RolesAllowed("monitors:read")
    public ObjectNode agents() {
        var json =
                JsonNodeFactory.instance.objectNode().put("here", settings.get().here());
        var list = json.putArray("agents");
        locations.all().forEach(state -> put(list.addObject(), state));
        return json;
    }

    /// What each place says of a monitor, and what that makes of it. Without votes the server looks alone.
    @GET
    @Path("/monitors/{id}/votes")
    @RolesAllowed("monitors:read")
    public ObjectNode votes(@PathParam("id") String idOrName) {
        return database.transact(handle -> {
            var monitor = watches.find(handle, idOrName).orElseThrow(() -> AvailabilityResource.unknown(idOrName));
            var json = JsonNodeFactory.instance.objectNode();
            json.putObject("monitor").put("id", monitor.id().value()).put("name", monitor.name());
            var known = votes.read(handle, monitor.id());
            json.put("quorum", known.quorum());
            var list = json.putArray("votes");
            for (var vote : known.votes()) {
                list.addObject()
                        .put("location", settings.get().nameOf(vote.location()))
                        .put("verdict", vote.verdict().name().toLowerCase(Locale.ROOT))
                        .put(
                                "since",
                                vote.since().equals(Instant.MIN)
                                        ? null
                                        : vote.since().toString())
                        .put("reason", vote.reason());
            }
            return json;
        });
    }

    private static void put(ObjectNode json, LocationState state) {
        json.put("location", state.location().name())
                .put("heardAt", state.heardAt().map(Instant::toString).orElse(null))
                .put("silentSince", state.silentSince().map(Instant::toString).orElse(null))
                .put(
                        "startedAt",
                        state.session().map(one -> one.began().toString()).orElse(null))
                .put("version", state.version())
                .put("clockOffsetMs", state.offsetMillis())
                .put("waiting", state.waiting())
                .put("dropped", state.dropped())
                .put("missed", state.missed());
        var troubles = json.putArray("troubles");
        state.troubles().forEach(troubles::add);
    }
}
