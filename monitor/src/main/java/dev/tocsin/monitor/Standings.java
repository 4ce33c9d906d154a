package dev.tocsin.monitor;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// How what is watched stands, for the rooms above to read in transactions of their own. How it stood over time is
/// told by [dev.tocsin.monitor.availability.Watches].
public final class Standings {
    private final MonitorStore store = new MonitorStore();

    /// Those of `names` that are watched, by name.
    public List<MonitorState> states(Handle handle, Collection<String> names) {
        return store.states(handle, names);
    }
}
