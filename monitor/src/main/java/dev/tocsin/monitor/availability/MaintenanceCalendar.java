package dev.tocsin.monitor.availability;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// When maintenance was announced.
@FunctionalInterface
public interface MaintenanceCalendar {

    /// No maintenance, ever.
    MaintenanceCalendar NONE = (_, _, _) -> List.of();

    /// The times of announced maintenance of a monitor that touch `window`, in any order.
    List<Window> announced(Handle handle, Watched monitor, Window window);
}
