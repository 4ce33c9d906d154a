package dev.tocsin.statuspage;

import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.MonitorState;
import dev.tocsin.monitor.availability.Watch;
import dev.tocsin.monitor.availability.Window;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/// How the page reads the monitors that its components name, inside its own transaction: where each
/// stands, and how it stood; and the figures that it shows.
public record Readings(
        BiFunction<Handle, Collection<String>, List<MonitorState>> states, Pasts pasts, Figures.Source figures) {

    /// Without figures.
    public Readings(BiFunction<Handle, Collection<String>, List<MonitorState>> states, Pasts pasts) {
        this(states, pasts, (handle, wanted, now) -> Figures.NONE);
    }

    /// How each of `monitors` stood in `window`, as it is known at `now`.
    @FunctionalInterface
    public interface Pasts {
        Map<MonitorId, Watch> read(Handle handle, Collection<MonitorState> monitors, Window window, Instant now);
    }
}
