package dev.tocsin.monitor.latency;

import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.availability.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Reads how long looks took: from the roll-ups, and from the looks themselves where the roll-ups have not come yet.
/// Windows lie on the grid of their steps, see [Step#widen(Window)].
public final class Latencies {
    private final LatencyStore store = new LatencyStore();

    /// Everything in `window`, which lies on the five-minute grid; from `location` alone, or from everywhere.
    public LatencyHistogram whole(Handle handle, MonitorId id, Optional<Location> location, Window window) {
        return LatencyHistogram.sum(parts(handle, id, location, window, Step.DAY).stream()
                .map(LatencyStore.Part::histogram)
                .toList());
    }

    /// The same by steps; those in which no look passed are left out.
    public SortedMap<Instant, LatencyHistogram> steps(
            Handle handle, MonitorId id, Optional<Location> location, Window window, Step step) {
        var parts = new TreeMap<Instant, List<LatencyHistogram>>();
        for (var part : parts(handle, id, location, window, step)) {
            parts.computeIfAbsent(step.floor(part.began()), _ -> new ArrayList<>())
                    .add(part.histogram());
        }
        var steps = new TreeMap<Instant, LatencyHistogram>();
        parts.forEach((began, histograms) -> steps.put(began, LatencyHistogram.sum(histograms)));
        return steps;
    }

    /// Side by side, none coarser than `coarsest`: days in the middle, hours at the edges, and looks at the open end.
    private List<LatencyStore.Part> parts(
            Handle handle, MonitorId id, Optional<Location> location, Window window, Step coarsest) {
        var rolledUntil = store.rolledUntil(handle).map(Step.HOUR::floor).orElse(window.from());
        var parts = new ArrayList<LatencyStore.Part>();
        Window.between(window.from(), rolledUntil)
                .flatMap(window::overlap)
                .ifPresent(rolled -> parts.addAll(rolledUp(handle, id, location, rolled, coarsest)));
        Window.between(rolledUntil, window.to())
                .flatMap(window::overlap)
                .ifPresent(open -> parts.addAll(store.looks(handle, id, location, open)));
        return parts;
    }

    private List<LatencyStore.Part> rolledUp(
            Handle handle, MonitorId id, Optional<Location> location, Window window, Step coarsest) {
        var days = Window.between(Step.DAY.ceil(window.from()), Step.DAY.floor(window.to()))
                .filter(_ -> coarsest == Step.DAY);
        if (days.isEmpty()) {
            return hours(handle, id, location, window);
        }
        var parts = new ArrayList<>(store.days(handle, id, location, days.get()));
        Window.between(window.from(), days.get().from())
                .ifPresent(edge -> parts.addAll(hours(handle, id, location, edge)));
        Window.between(days.get().to(), window.to()).ifPresent(edge -> parts.addAll(hours(handle, id, location, edge)));
        return parts;
    }

    private List<LatencyStore.Part> hours(Handle handle, MonitorId id, Optional<Location> location, Window window) {
        return store.hours(handle, id, location, Step.HOUR.widen(window)).stream()
                .filter(part -> window.contains(part.began()))
                .toList();
    }
}
