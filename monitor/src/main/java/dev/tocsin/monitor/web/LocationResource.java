package dev.tocsin.monitor.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.monitor.location.LocationState;
import dev.tocsin.monitor.location.Locations;
import dev.tocsin.monitor.settings.LocationSettings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.function.Supplier;

/// The other places from which we look, over the API: `docs/locations.md`.
@Path("/api/v1/agents")
@Produces(MediaType.APPLICATION_JSON)
public final class LocationResource {
    private final Supplier<LocationSettings> settings;
    private final Locations locations;

    /// @param settings asked anew each time, for settings change
    public LocationResource(Supplier<LocationSettings> settings, Locations locations) {
        this.settings = settings;
        this.locations = locations;
    }

    /// The agents in all other places, as they told of themselves last.
    @GET
    @RolesAllowed("monitors:read")
    public ObjectNode agents() {
        var json =
                JsonNodeFactory.instance.objectNode().put("here", settings.get().here());
        var list = json.putArray("agents");
        locations.all().forEach(state -> put(list.addObject(), state));
        return json;
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
