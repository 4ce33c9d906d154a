package dev.tocsin.incidents;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Who wants to know of incidents; the room above implements it. All are called inside the transaction that makes the
/// change, and write rows only.
public interface IncidentListener {

    void opened(Handle handle, Incident incident);

    /// Somebody has acknowledged it, or has now answered for themselves.
    default void acknowledged(Handle handle, Incident incident, Instant at) {}

    void resolved(Handle handle, Incident incident, Ending ending);
}
