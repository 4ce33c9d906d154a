package dev.tocsin.monitor.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.db.Database;
import dev.tocsin.monitor.Votes;
import dev.tocsin.monitor.availability.Watches;
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

/// How a monitor stands at each place, over the API: `docs/locations.md`.
@Path("/api/v1/monitors")
@Produces(MediaType.APPLICATION_JSON)
public final class VoteResource {
    private final Database database;
    private final Watches watches;
    private final Votes votes;
    private final Supplier<LocationSettings> settings;

    /// @param settings asked anew each time, for settings change
    public VoteResource(Database database, Watches watches, Votes votes, Supplier<LocationSettings> settings) {
        this.database = database;
        this.watches = watches;
        this.votes = votes;
        this.settings = settings;
    }

    /// What each place says of a monitor, and what that makes of it. Without votes the server looks alone.
    @GET
    @Path("/{id}/votes")
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
}
