package dev.tocsin.incidents;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What keeps an incident from being paged, or from ending.
final class IncidentHoldStore {
    static final String CALM_DUE = """
            select from incident
             where flapping_until <= :now
            """;

    /// Stops the paging of an incident that nobody has acknowledged.
    boolean hold(Handle handle, IncidentId id, String because) {
        return handle.createUpdate("""
                                update incident
                                   set held_by = :because, escalate_at = null
                                 where id = :id
                                   and status = 'TRIGGERED'
                                """)
                        .bind("id", id.value())
                        .bind("because", because)
                        .execute()
                == 1;
    }

    /// Makes the next step of a held incident due: the first, when nobody was paged before.
    boolean release(Handle handle, IncidentId id, Instant at) {
        return handle.createUpdate("""
                                update incident
                                   set held_by = null, escalate_at = :at
                                 where id = :id
                                   and status = 'TRIGGERED'
                                   and held_by is not null
                                """).bind("id", id.value()).bind("at", at).execute() == 1;
    }

    /// Keeps an open incident open until `until`, when `recovered` decides what becomes of it. False when it was kept
    /// open before.
    boolean keepOpen(Handle handle, IncidentId id, Instant until, Optional<Instant> recovered) {
        return handle.createQuery("""
                        with before as (
                            select id, flapping_until
                              from incident
                             where id = :id
                        )
                        update incident
                           set flapping_until = :until, recovered_at = :recovered
                          from before
                         where incident.id = before.id
                        returning before.flapping_until is null
                        """)
                .bind("id", id.value())
                .bind("until", until)
                .bind("recovered", recovered)
                .mapTo(Boolean.class)
                .one();
    }

    boolean isKeptOpen(Handle handle, IncidentId id) {
        return handle.createQuery("""
                        select flapping_until is not null
                          from incident
                         where id = :id
                        """)
                .bind("id", id.value())
                .mapTo(Boolean.class)
                .one();
    }

    /// Lets go of incidents that were quiet for long enough, and answers those whose monitor had recovered.
    List<IncidentId> calmed(Handle handle, Instant now) {
        return handle
                .createQuery("""
                        with due as (
                            select id
                              from incident
                             where flapping_until <= :now
                               for no key update skip locked
                        )
                        update incident
                           set flapping_until = null
                          from due
                         where incident.id = due.id
                        returning due.id, recovered_at is not null as recovered
                        """)
                .bind("now", now)
                .map((row, _) -> row.getBoolean("recovered")
                        ? Optional.of(new IncidentId(row.getLong("id")))
                        : Optional.<IncidentId>empty())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }
}
