package dev.tocsin.incidents;

import org.jdbi.v3.core.Handle;

/// Who wants to know of incidents; the room above implements it. All are called inside the transaction that makes the
/// change, and write rows only.
public interface IncidentListener {

    void opened(Handle handle, Incident incident);

    default void acknowledged(Handle handle, Incident incident) {}

    void resolved(Handle handle, Incident incident, Ending ending);
}
