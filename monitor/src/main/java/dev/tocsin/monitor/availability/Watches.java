package dev.tocsin.monitor.availability;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads how one monitor stood over time.
public final class Watches {
    private final WatchStore store = new WatchStore();

    /// The monitor of this name or number, while it is watched.
    public Optional<Watched> find(Handle handle, String idOrName) {
        return store.find(handle, idOrName);
    }

    /// All that tells how the monitor stood in `window`, as it is known at `now`.
    public Watch read(Handle handle, Watched monitor, Window window, Instant now) {
        return Watch.of(
                monitor.createdAt(),
                monitor.lastLookedAt(),
                monitor.every(),
                store.intervals(handle, monitor.id(), window),
                store.maintenance(handle, monitor.id(), window),
                now);
    }
}
