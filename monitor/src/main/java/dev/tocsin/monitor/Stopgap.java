package dev.tocsin.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Remembers up to where this node has taken the slots of each monitor. While the database is away nobody can take the
/// next ones; then the node that took the last goes on with them. One of them all remembers each monitor, but for
/// those of a node that died at the same time.
final class Stopgap {

    /// @param unknown whether the row knows nothing of it yet: it was taken from memory
    private record Next(Instant slot, Duration every, boolean unknown) {}

    private final Map<MonitorId, Next> taken = new ConcurrentHashMap<>();

    /// This node has taken all slots of `id` before `next`.
    void took(MonitorId id, Instant next, Duration every) {
        taken.put(id, new Next(next, every, false));
    }

    /// The monitors of which nothing from `instant` on is taken here.
    List<MonitorId> endingBefore(Instant instant) {
        return taken.entrySet().stream()
                .filter(entry -> entry.getValue().slot().isBefore(instant))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Takes the slots of `ids` that lie between `now` and `horizon`.
    Map<MonitorId, List<Instant>> take(Collection<MonitorId> ids, Instant now, Instant horizon) {
        var slots = new HashMap<MonitorId, List<Instant>>();
        for (var id : ids) {
            taken.computeIfPresent(id, (_, next) -> {
                var ahead = Stream.iterate(next.slot(), slot -> slot.isBefore(horizon), slot -> slot.plus(next.every()))
                        .toList();
                slots.put(id, ahead.stream().filter(slot -> !slot.isBefore(now)).toList());
                return new Next(next.slot().plus(next.every().multipliedBy(ahead.size())), next.every(), true);
            });
        }
        return slots;
    }

    /// The first slot of `id` that this node has not taken, where it has taken some that the row does not know of. What
    /// it took in an hour yet to come, before its clock was set back, does not count.
    Optional<Instant> takenUpTo(MonitorId id, Instant now) {
        return Optional.ofNullable(taken.get(id))
                .filter(Next::unknown)
                .filter(next -> !next.slot().isAfter(now.plus(Rounds.AHEAD).plus(next.every())))
                .map(Next::slot);
    }

    /// Others have them.
    void forget(Collection<MonitorId> ids) {
        taken.keySet().removeAll(ids);
    }
}
