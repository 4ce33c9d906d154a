package dev.tocsin.monitor.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Tells of everything that is watched, in transactions of the caller.
public final class Inventory {
    private final ItemStore items = new ItemStore();
    private final LookStore looks = new LookStore();
    private final ChangeStore changes = new ChangeStore();

    /// The monitor of this name or number, while it is watched or paused.
    public Optional<Item> find(Handle handle, String idOrName) {
        return items.find(handle, idOrName);
    }

    /// By name, those whose names come behind `after`; the empty text is before all names.
    public List<Item> page(Handle handle, Filter filter, String after, int limit) {
        return items.page(handle, filter, after, limit);
    }

    /// The newest looks at the monitor that began before `before`.
    public List<PastLook> looks(Handle handle, Item monitor, Instant before, int limit) {
        return looks.newest(handle, monitor.id(), before, limit);
    }

    /// The newest changes over the API that have numbers under `before`. Also of a monitor that is watched no more;
    /// empty when there never was one.
    public Optional<List<Change>> changes(Handle handle, String idOrName, long before, int limit) {
        return changes.monitor(handle, idOrName).map(id -> changes.newest(handle, id, before, limit));
    }
}
