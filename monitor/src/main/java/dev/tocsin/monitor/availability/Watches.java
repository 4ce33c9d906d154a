package dev.tocsin.monitor.availability;

import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.MonitorState;
import dev.tocsin.monitor.VerdictInterval;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Reads how monitors stood over time.
public final class Watches {
    private final WatchStore store = new WatchStore();

    /// The monitor of this name or number, while it is watched.
    public Optional<Watched> find(Handle handle, String idOrName) {
        return store.find(handle, idOrName);
    }

    /// All that tells how the monitor stood in `window`, as it is known at `now`.
    public Watch read(Handle handle, Watched monitor, Window window, Instant now) {
        return Objects.requireNonNull(all(handle, List.of(monitor), window, now).get(monitor.id()));
    }

    /// The same of many at once: a watch for each of `monitors`.
    public Map<MonitorId, Watch> read(Handle handle, Collection<MonitorState> monitors, Window window, Instant now) {
        return all(handle, monitors.stream().map(Watched::of).toList(), window, now);
    }

    private Map<MonitorId, Watch> all(Handle handle, Collection<Watched> monitors, Window window, Instant now) {
        var ids = monitors.stream().map(Watched::id).toList();
        var intervals = store.intervals(handle, ids, window).stream()
                .collect(Collectors.groupingBy(VerdictInterval::monitorId));
        var maintenance = store.maintenance(handle, ids, window);
        return monitors.stream()
                .collect(Collectors.toMap(
                        Watched::id,
                        monitor -> Watch.of(
                                monitor.createdAt(),
                                monitor.lastLookedAt(),
                                monitor.every(),
                                intervals.getOrDefault(monitor.id(), List.of()),
                                maintenance.getOrDefault(monitor.id(), List.of()),
                                now)));
    }
}
