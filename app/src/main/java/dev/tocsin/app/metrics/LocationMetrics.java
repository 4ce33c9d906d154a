package dev.tocsin.app.metrics;

import dev.tocsin.monitor.location.LocationState;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the agents in other places are, as they told of themselves last. The same on every node.
final class LocationMetrics implements MultiCollector {
    private static final Logger log = LoggerFactory.getLogger(LocationMetrics.class);
    private final Supplier<List<LocationState>> locations;

    LocationMetrics(Supplier<List<LocationState>> locations) {
        this.locations = locations;
    }

    @Override
    public MetricSnapshots collect() {
        var gauges = new Gauges();
        try {
            locations.get().forEach(state -> write(gauges, state));
        } catch (RuntimeException fault) {
            // While the database is away everything else can still be scraped.
            log.warn("how the agents are is not told: {}", fault.getMessage());
        }
        return gauges.snapshots();
    }

    private static void write(Gauges gauges, LocationState state) {
        var location = state.location().name();
        state.heardAt()
                .ifPresent(at -> gauges.add(
                        "tocsin_location_heard_timestamp_seconds",
                        "When the agent there checked in last, in unixtime",
                        at.toEpochMilli() / 1e3,
                        "location",
                        location));
        gauges.add(
                "tocsin_location_silent",
                "Whether nothing is heard from there",
                state.silentSince().isPresent() ? 1 : 0,
                "location",
                location);
        gauges.add(
                "tocsin_location_looks_waiting",
                "Looks that the agent there has not posted yet",
                (double) state.waiting(),
                "location",
                location);
        gauges.add(
                "tocsin_location_looks_dropped",
                "Looks that the agent there gave up because too many waited",
                (double) state.dropped(),
                "location",
                location);
        gauges.add(
                "tocsin_location_slots_missed",
                "Slots in which the agent there did not look",
                (double) state.missed(),
                "location",
                location);
        gauges.add(
                "tocsin_location_clock_offset_seconds",
                "How far the clock there is ahead of the server's",
                state.offsetMillis() / 1e3,
                "location",
                location);
    }
}
