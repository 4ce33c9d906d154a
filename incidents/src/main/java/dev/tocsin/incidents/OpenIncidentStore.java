package dev.tocsin.incidents;

import dev.tocsin.monitor.MonitorId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What becomes of incidents that are open already.
final class OpenIncidentStore {

    /// All that is open because of a monitor, the oldest first.
    List<IncidentId> openOf(Handle handle, MonitorId monitor) {
        return handle.createQuery("""
                        select id
                          from incident
                         where monitor_id = :monitor
                           and status <> 'RESOLVED'
                         order by id
                        """)
                .bind("monitor", monitor.value())
                .mapTo(Long.class)
                .map(IncidentId::new)
                .list();
    }

    /// Makes an open incident as bad as it has become, and says it so.
    void worsen(Handle handle, IncidentId id, IncidentStore.Opening opening) {
        handle.createUpdate("""
                        update incident
                           set severity = :severity, title = :title, summary = :summary
                         where id = :id
                           and status <> 'RESOLVED'
                        """)
                .bind("id", id.value())
                .bind("severity", opening.severity())
                .bind("title", opening.title())
                .bind("summary", opening.summary())
                .execute();
    }
}
