package dev.tocsin.monitor.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.db.Database;
import dev.tocsin.monitor.availability.Watched;
import dev.tocsin.monitor.availability.Watches;
import dev.tocsin.monitor.heartbeat.Calls;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// How a job has called of late, over the API.
@Path("/api/v1/monitors")
@Produces(MediaType.APPLICATION_JSON)
public final class HeartbeatCallsResource {
    private final Database database;
    private final Watches watches;
    private final Calls calls;

    public HeartbeatCallsResource(Database database, Watches watches, Calls calls) {
        this.database = database;
        this.watches = watches;
        this.calls = calls;
    }

    /// The last hundred calls, the newest first.
    @GET
    @Path("/{id}/heartbeats")
    @RolesAllowed("monitors:read")
    public ObjectNode heartbeats(@PathParam("id") String idOrName) {
        record Read(Watched monitor, List<Calls.Timed> calls) {}
        var read = database.transact(handle -> {
            var monitor = watches.find(handle, idOrName).orElseThrow(() -> AvailabilityResource.unknown(idOrName));
            return new Read(
                    monitor,
                    calls.last(handle, monitor.id())
                            .orElseThrow(() -> new NotFoundException(
                                    "monitor \"" + monitor.name() + "\" is no heartbeat: it looks for itself")));
        });
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("monitor")
                .put("id", read.monitor().id().value())
                .put("name", read.monitor().name());
        var list = json.putArray("heartbeats");
        read.calls().forEach(call -> put(list.addObject(), call));
        return json;
    }

    private static void put(ObjectNode json, Calls.Timed timed) {
        var call = timed.call();
        json.put("at", call.at().toString())
                .put("kind", call.signal().word())
                .put("exitCode", call.signal().exitCode().orElse(null))
                .put("runId", call.run().map(UUID::toString).orElse(null))
                .put(
                        "duration",
                        timed.took().map(HeartbeatCallsResource::seconds).orElse(null))
                .put("body", call.body().orElse(null));
    }

    /// In seconds, to the millisecond.
    private static BigDecimal seconds(Duration took) {
        return BigDecimal.valueOf(took.toMillis(), 3);
    }
}
