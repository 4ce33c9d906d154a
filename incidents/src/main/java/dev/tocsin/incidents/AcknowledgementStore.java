package dev.tocsin.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Who has answered for an incident, until when that counts, and whose own answer is still awaited.
final class AcknowledgementStore {
    static final String AWAITED_DUE = """
            select from awaited_acknowledgement
              join incident on incident.id = incident_id
             where due_at <= :now
               and (status = 'ACKNOWLEDGED' or (by_name and status = 'TRIGGERED'))
            """;

    static final String TRIGGERS_AGAIN_DUE = """
            select from incident
             where triggers_again_at <= :now
            """;

    /// Somebody who must answer for themselves and has not.
    record Awaited(IncidentId incident, String responder, String because) {}

    /// An acknowledgement that counts no more, and whose it was.
    record RanOut(IncidentId incident, String by) {}

    /// @param until when it runs out; empty when it never does
    boolean acknowledge(Handle handle, IncidentId id, String by, Instant at, Optional<Instant> until) {
        return handle.createUpdate("""
                                update incident
                                   set status = 'ACKNOWLEDGED', escalate_at = null, held_by = null,
                                       acknowledged_at = :at, acknowledged_by = :by, triggers_again_at = :until
                                 where id = :id
                                   and status = 'TRIGGERED'
                                """)
                        .bind("id", id.value())
                        .bind("by", by)
                        .bind("at", at)
                        .bind("until", until)
                        .execute()
                == 1;
    }

    /// Lets an incident rest until `until`, whether or not it was acknowledged; false when it is over.
    boolean snooze(Handle handle, IncidentId id, String by, Instant at, Instant until) {
        return handle.createUpdate("""
                                update incident
                                   set status = 'ACKNOWLEDGED', escalate_at = null, held_by = null,
                                       acknowledged_at = :at, acknowledged_by = :by, triggers_again_at = :until
                                 where id = :id
                                   and status <> 'RESOLVED'
                                """)
                        .bind("id", id.value())
                        .bind("by", by)
                        .bind("at", at)
                        .bind("until", until)
                        .execute()
                == 1;
    }

    /// Makes incidents whose acknowledgement has run out wait for an answer again, from the first step on.
    List<RanOut> triggerAgain(Handle handle, Instant now) {
        return handle.createQuery("""
                        with due as (
                            select id
                              from incident
                             where triggers_again_at <= :now
                               for no key update skip locked
                        )
                        update incident
                           set status = 'TRIGGERED', triggers_again_at = null, escalation_step = 0,
                               escalate_at = :now
                          from due
                         where incident.id = due.id
                        returning incident.id, acknowledged_by
                        """)
                .bind("now", now)
                .map((row, _) -> new RanOut(new IncidentId(row.getLong("id")), row.getString("acknowledged_by")))
                .list();
    }

    /// Notes that `responder` must answer for themselves; they are called again at `dueAt` and from then on every
    /// `wait`. Where the policy named them, it calls them as long as nobody has acknowledged.
    ///
    /// @param byName whether somebody asked them to help, beside the policy
    void await(
            Handle handle,
            IncidentId id,
            String responder,
            String because,
            Duration wait,
            Instant dueAt,
            boolean byName) {
        handle.createUpdate("""
                        insert into awaited_acknowledgement (incident_id, responder, because, wait, due_at, by_name)
                        values (:id, :responder, :because, make_interval(secs => :wait), :due, :byName)
                        on conflict (incident_id, responder)
                        do update set because = excluded.because, wait = excluded.wait, due_at = excluded.due_at,
                                      by_name = awaited_acknowledgement.by_name or excluded.by_name
                        """)
                .bind("id", id.value())
                .bind("responder", responder)
                .bind("because", because)
                .bind("wait", wait.toMillis() / 1000.0)
                .bind("due", dueAt)
                .bind("byName", byName)
                .execute();
    }

    /// False when nobody waited for `responder`.
    boolean answered(Handle handle, IncidentId id, String responder) {
        return handle.createUpdate("""
                                delete from awaited_acknowledgement
                                 where incident_id = :id
                                   and responder = :responder
                                """)
                        .bind("id", id.value())
                        .bind("responder", responder)
                        .execute()
                == 1;
    }

    /// Whoever else is awaited was called by the policy until now: from `at` on their own wait begins.
    void rest(Handle handle, IncidentId id, Instant at) {
        handle.createUpdate("""
                        update awaited_acknowledgement
                           set due_at = cast(:at as timestamptz) + wait
                         where incident_id = :id
                        """).bind("id", id.value()).bind("at", at).execute();
    }

    void forget(Handle handle, IncidentId id) {
        handle.createUpdate("""
                        delete from awaited_acknowledgement
                         where incident_id = :id
                        """).bind("id", id.value()).execute();
    }

    List<String> awaited(Handle handle, IncidentId id) {
        return handle.createQuery("""
                        select responder
                          from awaited_acknowledgement
                         where incident_id = :id
                         order by responder
                        """)
                .bind("id", id.value())
                .mapTo(String.class)
                .list();
    }

    /// Whoever is to be called again, whatever others have done or not; their next call is a wait away then.
    List<Awaited> claimAwaited(Handle handle, Instant now, int limit) {
        return handle.createQuery("""
                        with due as (
                            select incident_id, responder
                              from awaited_acknowledgement
                              join incident on incident.id = incident_id
                             where due_at <= :now
                               and (status = 'ACKNOWLEDGED' or (by_name and status = 'TRIGGERED'))
                             order by due_at
                             limit :limit
                               for no key update of awaited_acknowledgement skip locked
                        )
                        update awaited_acknowledgement as awaited
                           set due_at = cast(:now as timestamptz) + wait
                          from due
                         where awaited.incident_id = due.incident_id
                           and awaited.responder = due.responder
                        returning awaited.*
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, _) -> new Awaited(
                        new IncidentId(row.getLong("incident_id")),
                        row.getString("responder"),
                        row.getString("because")))
                .list();
    }

    /// When the next of those who are awaited is called again.
    Optional<Escalations.Again> nextAwaited(Handle handle, IncidentId id, boolean helpersAlone) {
        return handle.createQuery("""
                        select responder, because, due_at
                          from awaited_acknowledgement
                         where incident_id = :id
                           and (by_name or not :helpersAlone)
                         order by due_at, responder
                         limit 1
                        """)
                .bind("helpersAlone", helpersAlone)
                .bind("id", id.value())
                .map((row, _) -> new Escalations.Again(
                        row.getString("responder"),
                        row.getString("because"),
                        IncidentStore.instant(row, "due_at").orElseThrow()))
                .findOne();
    }
}
