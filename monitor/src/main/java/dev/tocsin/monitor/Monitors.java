package dev.tocsin.monitor;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// What is watched, and how it stands. The definitions come from the settings; schedule and standing are rows.
public final class Monitors {
    private final Database database;
    private final InstantSource clock;
    private final int shards;
    private final VerdictListener listener;
    private final MonitorStore store = new MonitorStore();
    private final VerdictLedger ledger = new VerdictLedger();
    private final Map<MonitorId, Seen> lastSeen = new ConcurrentHashMap<>();
    private volatile Map<MonitorId, Monitor> definitions = Map.of();
    private volatile BiConsumer<Handle, Map<MonitorId, Monitor>> onApply = (handle, known) -> {};

    /// The last look of this node at a monitor, with the verdict it led to.
    public record Seen(Monitor monitor, Observation observation, Verdict verdict) {}

    public Monitors(Database database, InstantSource clock, int shards, VerdictListener listener) {
        this.database = database;
        this.clock = clock;
        this.shards = shards;
        this.listener = listener;
    }

    /// Who has rows of its own to be made to agree with the settings, in the same transaction.
    public void onApply(BiConsumer<Handle, Map<MonitorId, Monitor>> also) {
        onApply = also;
    }

    /// Makes the rows agree with the settings. New monitors are looked at within a few seconds; those that are gone
    /// are retired, which ends their incidents; those that come back start as unknown. Standings stay.
    public void apply(List<Monitor> monitors) {
        var now = clock.instant();
        definitions = database.transact(handle -> {
            var byName = monitors.stream().collect(Collectors.toMap(Monitor::name, monitor -> monitor));
            for (var id : store.retireAllBut(handle, byName.keySet(), now)) {
                ledger.end(handle, id, now);
                listener.retired(handle, id, now);
            }
            var known = new HashMap<MonitorId, Monitor>();
            for (var monitor : monitors) {
                var grid = Grid.of(monitor.name(), monitor.every(), shards);
                var kept = store.upsert(handle, monitor, grid, now);
                if (kept.begins()) {
                    ledger.change(handle, kept.id(), now, Verdict.UNKNOWN);
                }
                known.put(kept.id(), monitor);
            }
            onApply.accept(handle, Map.copyOf(known));
            Wakes.signal(handle, "status");
            return Map.copyOf(known);
        });
        lastSeen.keySet().retainAll(definitions.keySet());
    }

    /// Everything that is watched, as it is defined now.
    public List<Monitor> all() {
        return List.copyOf(definitions.values());
    }

    /// What this node last saw, for metrics. Copied, and so safe to walk.
    public List<Seen> lastSeen() {
        return List.copyOf(lastSeen.values());
    }

    Optional<Monitor> definition(MonitorId id) {
        return Optional.ofNullable(definitions.get(id));
    }

    /// All that is watched, as the settings in force have it.
    public Map<MonitorId, Monitor> definitions() {
        return definitions;
    }

    Optional<Monitor> named(String name) {
        return definitions.values().stream()
                .filter(monitor -> monitor.name().equals(name))
                .findFirst();
    }

    void remember(MonitorId id, Seen seen) {
        lastSeen.put(id, seen);
    }
}
