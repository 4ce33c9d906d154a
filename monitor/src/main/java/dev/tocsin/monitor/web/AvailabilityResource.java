package dev.tocsin.monitor.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.db.Database;
import dev.tocsin.monitor.availability.Availability;
import dev.tocsin.monitor.availability.Watch;
import dev.tocsin.monitor.availability.Watched;
import dev.tocsin.monitor.availability.Watches;
import dev.tocsin.monitor.availability.Window;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How available a monitor was, over the API: `docs/availability.md`.
@Path("/api/v1/monitors")
@Produces(MediaType.APPLICATION_JSON)
public final class AvailabilityResource {
    private final Database database;
    private final Watches watches;
    private final InstantSource clock;

    public AvailabilityResource(Database database, Watches watches, InstantSource clock) {
        this.database = database;
        this.watches = watches;
        this.clock = clock;
    }

    /// The parts of the window, with `by=day` also those of each day of `zone`.
    @GET
    @Path("/{id}/availability")
    @RolesAllowed("monitors:read")
    public ObjectNode availability(
            @PathParam("id") String idOrName,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("by") @Nullable String by,
            @QueryParam("zone") @DefaultValue("Etc/UTC") String zone) {
        var now = clock.instant();
        var window = AskedWindow.of(from, to, now);
        var days = AskedWindow.zone(zone);
        if (by != null && !by.equals("day")) {
            throw new BadRequestException("by \"%s\" is not known: write by=day or leave it out".formatted(by));
        }
        record Read(Watched monitor, Watch watch) {}
        var read = database.transact(handle -> watches.find(handle, idOrName)
                .map(monitor -> new Read(monitor, watches.read(handle, monitor, window, now)))
                .orElseThrow(() -> unknown(idOrName)));
        var json = asked(read.monitor(), window);
        put(json, Availability.of(read.watch(), window, now));
        if (by != null) {
            putDays(json, read.watch(), window, days, now);
        }
        return json;
    }

    static ObjectNode asked(Watched monitor, Window window) {
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("monitor").put("id", monitor.id().value()).put("name", monitor.name());
        return json.put("from", window.from().toString()).put("to", window.to().toString());
    }

    static NotFoundException unknown(String idOrName) {
        return new NotFoundException("there is no monitor \"" + idOrName + "\"");
    }

    private static void putDays(ObjectNode json, Watch watch, Window window, ZoneId zone, Instant now) {
        var list = json.put("zone", zone.getId()).putArray("days");
        var daily = Availability.daily(watch, window, zone, now);
        for (var day : window.days(zone)) {
            var item = list.addObject()
                    .put("date", day.date().toString())
                    .put("from", day.window().from().toString())
                    .put("to", day.window().to().toString());
            put(item, Objects.requireNonNull(daily.get(day.date())));
        }
    }

    private static void put(ObjectNode json, Availability availability) {
        json.put("availability", availability.ratio().orElse(null));
        json.putObject("seconds")
                .put("up", seconds(availability.up()))
                .put("degraded", seconds(availability.degraded()))
                .put("down", seconds(availability.down()))
                .put("maintenance", seconds(availability.maintenance()))
                .put("unknown", seconds(availability.unknown()));
    }

    /// Exact, and without zeros that say nothing.
    private static BigDecimal seconds(Duration part) {
        var exact = Availability.seconds(part).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}
