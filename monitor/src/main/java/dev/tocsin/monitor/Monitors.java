package dev.tocsin.monitor;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// What is watched, and how it stands. The definitions come from the settings file and from the API; schedule and
/// standing are rows.
public final class Monitors {
    /// The work that is signalled when the API has changed what is watched.
    public static final String WORK = "monitors";

    private static final String STATUS = "status";

    private final Database database;
    private final InstantSource clock;
    private final int shards;
    private final VerdictListener listener;
    private final RosterStore roster = new RosterStore();
    private final VerdictLedger ledger = new VerdictLedger();
    private final VoteStore votes = new VoteStore();
    private final Map<MonitorId, Seen> lastSeen = new ConcurrentHashMap<>();
    private Map<MonitorId, Monitor> ofFile = Map.of();
    private Map<MonitorId, Monitor> ofApi = Map.of();
    private Set<MonitorId> paused = Set.of();
    private volatile Map<MonitorId, Monitor> definitions = Map.of();
    private volatile Map<MonitorId, Monitor> known = Map.of();
    private volatile Consumer<Set<MonitorId>> lookUp = _ -> {};
    private volatile BiConsumer<Handle, Map<MonitorId, Monitor>> onApply = (handle, known) -> {};
    private volatile BiConsumer<Handle, MonitorId> onEnd = (handle, id) -> {};

    /// The last look of this node at a monitor, with the verdict it led to.
    public record Seen(Monitor monitor, Observation observation, Verdict verdict) {}

    public Monitors(Database database, InstantSource clock, int shards, VerdictListener listener) {
        this.database = database;
        this.clock = clock;
        this.shards = shards;
        this.listener = listener;
    }

    /// Who has rows of its own to be made to agree with the settings, in the same transaction. Is given all that this
    /// node knows of, of the file and of the API.
    public void onApply(BiConsumer<Handle, Map<MonitorId, Monitor>> also) {
        onApply = also;
    }

    /// Who forgets what is open of a monitor that is no longer looked at, retired or paused, in the same transaction.
    public void onEnd(BiConsumer<Handle, MonitorId> also) {
        onEnd = also;
    }

    /// Makes the rows agree with the settings file. New monitors are looked at within a few seconds; those that are
    /// gone are retired, which ends their incidents; those that come back start as unknown. Standings stay.
    ///
    /// What the API had made under a name of the file is the file's from now on; all else of it stays.
    public void apply(List<Monitor> monitors) {
        var now = clock.instant();
        Map<MonitorId, Monitor> applied = database.transact(handle -> {
            var byName = monitors.stream().collect(Collectors.toMap(Monitor::name, monitor -> monitor));
            for (var id : roster.retireAllBut(handle, byName.keySet(), now)) {
                ledger.end(handle, id, now);
                end(handle, id, "the settings", now);
            }
            var kept = new HashMap<MonitorId, Monitor>();
            for (var monitor : monitors) {
                keep(handle, monitor, now).ifPresent(id -> kept.put(id, monitor));
            }
            var all = new HashMap<>(ofApi());
            all.putAll(kept);
            onApply.accept(handle, Map.copyOf(all));
            Wakes.signal(handle, STATUS);
            return Map.copyOf(kept);
        });
        synchronized (this) {
            ofFile = applied;
            join();
        }
    }

    /// Inside a transaction: begins to watch `monitor`, or watches it as it is defined now. Empty, and nothing done,
    /// when the API would take what the settings file has.
    public Optional<MonitorId> watch(Handle handle, Monitor monitor, Instant now) {
        var kept = keep(handle, monitor, now);
        signal(handle);
        return kept;
    }

    /// Inside a transaction: stops watching a monitor of the API for good; its history stays. False when there is
    /// none.
    public boolean retire(Handle handle, MonitorId id, String by, Instant now) {
        if (!roster.retire(handle, id, now)) {
            return false;
        }
        ledger.end(handle, id, now);
        end(handle, id, by, now);
        signal(handle);
        return true;
    }

    /// Inside a transaction: nobody looks at a monitor of the API until it is resumed, and that time is unknown. False
    /// when it is paused already.
    public boolean pause(Handle handle, MonitorId id, String by, Instant now) {
        if (!roster.pause(handle, id, by, now)) {
            return false;
        }
        ledger.change(handle, id, now, Verdict.UNKNOWN);
        votes.forgetAllBut(handle, id, List.of());
        listener.paused(handle, id, now, by);
        onEnd.accept(handle, id);
        signal(handle);
        return true;
    }

    /// Inside a transaction: looks go on within seconds. False when it was not paused.
    public boolean resume(Handle handle, MonitorId id, String by, Instant now) {
        var resumed = roster.pace(handle, id)
                .map(pace -> Grid.of(pace.name(), pace.every(), shards).slotBefore(now, pace.every()))
                .filter(due -> roster.resume(handle, id, by, due));
        if (resumed.isPresent()) {
            signal(handle);
        }
        return resumed.isPresent();
    }

    /// What this node knows to be made over the API; `paused` are those of them that nobody looks at.
    public synchronized void learn(Map<MonitorId, Monitor> monitors, Set<MonitorId> paused) {
        ofApi = Map.copyOf(monitors);
        this.paused = Set.copyOf(paused);
        join();
    }

    /// Who looks up what the API has made, when rows turn up that this node knows nothing of.
    public void onUnknown(Consumer<Set<MonitorId>> learning) {
        lookUp = learning;
    }

    /// Everything that is watched, as it is defined now.
    public List<Monitor> all() {
        return List.copyOf(definitions.values());
    }

    /// What this node last saw, for metrics. Copied, and so safe to walk.
    public List<Seen> lastSeen() {
        return List.copyOf(lastSeen.values());
    }

    /// All that is watched, as it is defined now.
    public Map<MonitorId, Monitor> definitions() {
        return definitions;
    }

    /// All that this node knows of, also what is paused.
    public Map<MonitorId, Monitor> known() {
        return known;
    }

    /// What is watched under this id, as far as this node knows.
    Optional<Monitor> definition(MonitorId id) {
        return Optional.ofNullable(definitions.get(id));
    }

    Optional<Monitor> named(String name) {
        return known.values().stream()
                .filter(monitor -> monitor.name().equals(name))
                .findFirst();
    }

    /// Makes sure of what is to be looked at: another node may have made it a moment ago.
    void ensureKnown(Collection<MonitorId> ids) {
        var unknown = new HashSet<>(ids);
        unknown.removeAll(definitions.keySet());
        if (!unknown.isEmpty()) {
            lookUp.accept(unknown);
        }
    }

    void remember(MonitorId id, Seen seen) {
        lastSeen.put(id, seen);
    }

    /// Whether the last look at it took long.
    boolean wasSlow(MonitorId id) {
        var seen = lastSeen.get(id);
        return seen != null && Lanes.isSlow(seen.observation());
    }

    private void end(Handle handle, MonitorId id, String by, Instant now) {
        listener.retired(handle, id, now, by);
        onEnd.accept(handle, id);
    }

    private Optional<MonitorId> keep(Handle handle, Monitor monitor, Instant now) {
        var kept = roster.upsert(handle, monitor, Grid.of(monitor.name(), monitor.every(), shards), now);
        kept.filter(RosterStore.Kept::begins)
                .ifPresent(begun -> ledger.change(handle, begun.id(), now, Verdict.UNKNOWN));
        return kept.map(RosterStore.Kept::id);
    }

    private static void signal(Handle handle) {
        Wakes.signal(handle, WORK);
        Wakes.signal(handle, STATUS);
    }

    private synchronized Map<MonitorId, Monitor> ofApi() {
        return ofApi;
    }

    private void join() {
        var all = new HashMap<>(ofApi);
        all.putAll(ofFile);
        known = Map.copyOf(all);
        all.keySet().removeIf(id -> paused.contains(id) && !ofFile.containsKey(id));
        definitions = Map.copyOf(all);
        lastSeen.keySet().retainAll(definitions.keySet());
    }
}
