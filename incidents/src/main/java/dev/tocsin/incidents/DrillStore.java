package dev.tocsin.incidents;

import org.jdbi.v3.core.Handle;

/// What makes the row of an incident that of a drill.
final class DrillStore {

    void mark(Handle handle, IncidentId id) {
        handle.createUpdate("""
                        update incident
                           set drill = true
                         where id = :id
                        """).bind("id", id.value()).execute();
    }
}
