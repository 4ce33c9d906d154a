package dev.tocsin.incidents;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/// How far incidents have been escalated, and when they go on.
final class EscalationStore {
    static final String DUE = """
            select from incident
             where escalate_at <= :now
            """;

    /// Makes a step due at `at`, also after an acknowledgement; false when the incident is over.
    ///
    /// @param walked how many steps of the policy count as walked; empty to go on with the next one
    boolean escalate(Handle handle, IncidentId id, OptionalInt walked, Instant at) {
        return handle.createUpdate("""
                                update incident
                                   set status = 'TRIGGERED', escalate_at = :at, held_by = null,
                                       triggers_again_at = null,
                                       escalation_step = coalesce(cast(:walked as integer), escalation_step)
                                 where id = :id
                                   and status <> 'RESOLVED'
                                """)
                        .bind("id", id.value())
                        .bind("walked", walked.isPresent() ? walked.getAsInt() : null)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    /// Makes the next step due by `at`. Does not wait for somebody who is acting on the incident at this moment: their
    /// act settles the matter.
    boolean hasten(Handle handle, IncidentId id, Instant at) {
        return handle.createUpdate("""
                                update incident
                                   set escalate_at = :at
                                 where id in (select id
                                                from incident
                                               where id = :id
                                                 and escalate_at > :at
                                                 for no key update skip locked)
                                """).bind("id", id.value()).bind("at", at).execute() == 1;
    }

    /// Locks incidents whose next step is due, the gravest first.
    List<Incident> claim(Handle handle, Instant now, int limit) {
        return handle.createQuery("""
                        select *
                          from incident
                         where escalate_at <= :now
                         order by array_position(array['CRITICAL', 'MAJOR', 'MINOR'], severity), escalate_at
                         limit :limit
                           for no key update skip locked
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, _) -> IncidentStore.incident(row))
                .list();
    }

    /// So many steps are walked now, and people were called once more.
    void walked(Handle handle, IncidentId id, int steps, Instant next) {
        handle.createUpdate("""
                        update incident
                           set escalation_step = :steps, escalate_at = :next, calls = calls + 1, held_by = null
                         where id = :id
                        """)
                .bind("id", id.value())
                .bind("steps", steps)
                .bind("next", next)
                .execute();
    }

    /// Nobody is paged before `until`, because of `because`.
    void hold(Handle handle, IncidentId id, String because, Instant until) {
        handle.createUpdate("""
                        update incident
                           set held_by = :because, escalate_at = :until
                         where id = :id
                        """)
                .bind("id", id.value())
                .bind("because", because)
                .bind("until", until)
                .execute();
    }

    /// Everything that waits for an answer.
    List<Incident> triggered(Handle handle) {
        return handle.createQuery("""
                        select *
                          from incident
                         where status = 'TRIGGERED'
                         order by id
                        """)
                .map((row, _) -> IncidentStore.incident(row))
                .list();
    }

    /// One call more that belongs to no step; the number of it.
    int called(Handle handle, IncidentId id) {
        return handle.createQuery("""
                        update incident
                           set calls = calls + 1
                         where id = :id
                        returning calls
                        """)
                .bind("id", id.value())
                .mapTo(Integer.class)
                .one();
    }

    /// Puts an incident under another policy. Where somebody is still to be paged, the new first step is due at `at`.
    boolean follow(Handle handle, IncidentId id, String policy, Instant at) {
        return handle.createUpdate("""
                                update incident
                                   set policy = :policy, escalation_step = 0,
                                       escalate_at = case
                                           when escalate_at is not null then cast(:at as timestamptz)
                                       end
                                 where id = :id
                                   and status <> 'RESOLVED'
                                   and policy <> :policy
                                """)
                        .bind("id", id.value())
                        .bind("policy", policy)
                        .bind("at", at)
                        .execute()
                == 1;
    }
}
