package dev.tocsin.monitor;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What this node last heard from each location, kept for metrics.
final class Panels {
    private final Map<MonitorId, Panel> panels = new ConcurrentHashMap<>();

    /// All of them. Copied, and so safe to walk.
    List<Panel> all() {
        return List.copyOf(panels.values());
    }

    /// `location` has looked once more; `poll` is after that.
    void show(Poll poll, Location location, Panel.Sight sight) {
        panels.compute(poll.id(), (_, before) -> {
            var sights = new HashMap<>(before == null ? Map.of() : before.sights());
            sights.keySet().retainAll(poll.ballots().keySet());
            sights.put(location, sight);
            return new Panel(poll.monitor(), before == null ? poll.verdict() : before.verdict(), sights);
        });
    }

    void rule(MonitorId id, Verdict verdict) {
        panels.computeIfPresent(id, (_, before) -> new Panel(before.monitor(), verdict, before.sights()));
    }

    void retain(Collection<MonitorId> ids) {
        panels.keySet().retainAll(ids);
    }
}
