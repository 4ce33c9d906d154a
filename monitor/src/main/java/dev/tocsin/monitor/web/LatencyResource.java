package dev.tocsin.monitor.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.db.Database;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.availability.Watched;
import dev.tocsin.monitor.availability.Watches;
import dev.tocsin.monitor.availability.Window;
import dev.tocsin.monitor.latency.Latencies;
import dev.tocsin.monitor.latency.LatencyHistogram;
import dev.tocsin.monitor.latency.Step;
import dev.tocsin.monitor.settings.LocationSettings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// How long a monitor's target took to answer, over the API: `docs/availability.md`.
@Path("/api/v1/monitors")
@Produces(MediaType.APPLICATION_JSON)
public final class LatencyResource {
    private static final long MOST_STEPS = 10_000;
    private static final List<Integer> PERCENTILES = List.of(50, 95, 99);

    private final Database database;
    private final Watches watches;
    private final Latencies latencies;
    private final Supplier<LocationSettings> locations;
    private final InstantSource clock;

    /// @param locations asked anew each time, for settings change
    public LatencyResource(
            Database database,
            Watches watches,
            Latencies latencies,
            Supplier<LocationSettings> locations,
            InstantSource clock) {
        this.database = database;
        this.watches = watches;
        this.latencies = latencies;
        this.locations = locations;
        this.clock = clock;
    }

    /// The percentiles of the window in milliseconds, with `step` also those of each step in which looks passed.
    /// Looks from everywhere, or from `location` alone.
    @GET
    @Path("/{id}/latency")
    @RolesAllowed("monitors:read")
    public ObjectNode latency(
            @PathParam("id") String idOrName,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("step") @Nullable String step,
            @QueryParam("location") @Nullable String location) {
        var asked = AskedWindow.of(from, to, clock.instant());
        var place = Optional.ofNullable(location).map(this::place);
        return step == null ? whole(idOrName, place, asked) : bySteps(idOrName, place, asked, step(step, asked));
    }

    private Location place(String name) {
        var known = locations.get();
        return known.find(name)
                .orElseThrow(() -> new BadRequestException("there is no location \"%s\": write one of %s"
                        .formatted(name, String.join(", ", known.names()))));
    }

    private ObjectNode whole(String idOrName, Optional<Location> place, Window asked) {
        var window = Step.FIVE_MINUTES.widen(asked);
        return database.transact(handle -> {
            var monitor = found(handle, idOrName);
            var json = AvailabilityResource.asked(monitor, window);
            put(json, latencies.whole(handle, monitor.id(), place, window));
            return json;
        });
    }

    private ObjectNode bySteps(String idOrName, Optional<Location> place, Window asked, Step step) {
        var window = step.widen(asked);
        return database.transact(handle -> {
            var monitor = found(handle, idOrName);
            var json = AvailabilityResource.asked(monitor, window);
            var steps = latencies.steps(handle, monitor.id(), place, window, step);
            put(json, LatencyHistogram.sum(steps.values()));
            var series = json.put("step", step.word()).putArray("series");
            steps.forEach((began, histogram) -> put(series.addObject().put("at", began.toString()), histogram));
            return json;
        });
    }

    private Watched found(Handle handle, String idOrName) {
        return watches.find(handle, idOrName).orElseThrow(() -> AvailabilityResource.unknown(idOrName));
    }

    private static Step step(String word, Window window) {
        var step = Step.of(word)
                .orElseThrow(() ->
                        new BadRequestException("step \"%s\" is not known: write one of 5m, 1h, 1d".formatted(word)));
        var steps = window.length().dividedBy(step.length());
        if (steps > MOST_STEPS) {
            throw new BadRequestException("%d steps of %s are too many: ask for %d at most, or for a longer step"
                    .formatted(steps, word, MOST_STEPS));
        }
        return step;
    }

    private static void put(ObjectNode json, LatencyHistogram histogram) {
        json.put("count", histogram.count());
        for (var percentile : PERCENTILES) {
            json.put(
                    "p" + percentile,
                    histogram
                            .percentile(percentile)
                            .map(LatencyResource::milliseconds)
                            .orElse(null));
        }
    }

    private static BigDecimal milliseconds(Duration time) {
        return BigDecimal.valueOf(time.toNanos() / 1_000, 3);
    }
}
