package dev.tocsin.incidents;

import dev.tocsin.monitor.MonitorId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Incidents among others: those of a monitor, those before, and what becomes of those that are open already.
final class OpenIncidentStore {

    List<Incident> page(Handle handle, Incidents.Wanted wanted, int limit) {
        return handle.createQuery("""
                        select *
                          from incident
                         where id < :before
                           and (not :openOnly or status <> 'RESOLVED')
                           and (cast(:monitor as text) is null or monitor_name = :monitor)
                           and (cast(:severity as text) is null or severity = :severity)
                         order by id desc
                         limit :limit
                        """)
                .bind("before", wanted.before())
                .bind("openOnly", wanted.openOnly())
                .bind("monitor", wanted.monitor())
                .bind("severity", wanted.severity().map(Severity::name))
                .bind("limit", limit)
                .map((row, _) -> IncidentStore.incident(row))
                .list();
    }

    Optional<IncidentId> previous(Handle handle, Incident incident) {
        return handle.createQuery("""
                        select id
                          from incident
                         where key = :key
                           and id < :id
                         order by id desc
                         limit 1
                        """)
                .bind("key", incident.key())
                .bind("id", incident.id().value())
                .mapTo(Long.class)
                .map(IncidentId::new)
                .findOne();
    }

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

    /// Everything open that a monitor caused.
    List<Incident> ofMonitors(Handle handle) {
        return handle.createQuery("""
                        select *
                          from incident
                         where monitor_name is not null
                           and status <> 'RESOLVED'
                         order by id
                        """)
                .map((row, _) -> IncidentStore.incident(row))
                .list();
    }

    /// False when it is told so already.
    boolean reword(Handle handle, IncidentId id, String title, String summary) {
        return handle.createUpdate("""
                                update incident
                                   set title = :title, summary = :summary
                                 where id = :id
                                   and status <> 'RESOLVED'
                                   and (title <> :title or summary <> :summary)
                                """)
                        .bind("id", id.value())
                        .bind("title", title)
                        .bind("summary", summary)
                        .execute()
                == 1;
    }

    /// False when it has that severity, or is over.
    boolean changeSeverity(Handle handle, IncidentId id, Severity severity) {
        return handle.createUpdate("""
                                update incident
                                   set severity = :severity
                                 where id = :id
                                   and severity <> :severity
                                   and status <> 'RESOLVED'
                                """)
                        .bind("id", id.value())
                        .bind("severity", severity)
                        .execute()
                == 1;
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
