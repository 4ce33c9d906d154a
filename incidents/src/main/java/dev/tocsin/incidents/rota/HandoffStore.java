package dev.tocsin.incidents.rota;

import dev.tocsin.incidents.delivery.DeliveryId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The rows of `handoff_watch` and `handoff`.
final class HandoffStore {

    /// A schedule that is due, and up to when hand-offs were looked for.
    record Watch(String schedule, Instant lookedAt) {}

    /// Looks after these schedules from now on, where nobody does yet.
    void watch(Handle handle, Set<String> schedules, Instant now) {
        if (schedules.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into handoff_watch (schedule, looked_at, due_at)
                        select name, :now, :now
                          from unnest(:schedules) name
                         where not exists (select
                                             from handoff_watch
                                            where schedule = name)
                        on conflict (schedule) do nothing
                        """)
                .bind("now", now)
                .bindArray("schedules", String.class, schedules)
                .execute();
    }

    void dueNow(Handle handle) {
        handle.execute("update handoff_watch set due_at = looked_at where due_at > looked_at");
    }

    void dueAt(Handle handle, Instant at) {
        handle.createUpdate("update handoff_watch set due_at = :at where due_at > :at")
                .bind("at", at)
                .execute();
    }

    Optional<Watch> claim(Handle handle, Instant now) {
        return handle.createQuery("""
                        select schedule, looked_at
                          from handoff_watch
                         where due_at <= :now
                         order by due_at
                         limit 1
                           for update skip locked
                        """)
                .bind("now", now)
                .map((row, _) -> new Watch(
                        row.getString("schedule"),
                        row.getObject("looked_at", OffsetDateTime.class).toInstant()))
                .findOne();
    }

    void looked(Handle handle, String schedule, Instant now, Instant next) {
        handle.createUpdate("""
                        update handoff_watch
                           set looked_at = :now, due_at = :next
                         where schedule = :schedule
                        """)
                .bind("schedule", schedule)
                .bind("now", now)
                .bind("next", next)
                .execute();
    }

    void forget(Handle handle, String schedule) {
        handle.createUpdate("delete from handoff_watch where schedule = :schedule")
                .bind("schedule", schedule)
                .execute();
    }

    /// False when this one was told already.
    boolean begin(Handle handle, String schedule, Handoffs.Coming coming, Instant now) {
        return handle.createUpdate("""
                                insert into handoff (schedule, starts_at, responder, ends_at, told_at)
                                values (:schedule, :start, :responder, :end, :now)
                                on conflict do nothing
                                """)
                        .bind("schedule", schedule)
                        .bind("start", coming.at())
                        .bind("responder", coming.responder())
                        .bind("end", coming.end())
                        .bind("now", now)
                        .execute()
                == 1;
    }

    void told(Handle handle, String schedule, Handoffs.Coming coming, DeliveryId delivery) {
        handle.createUpdate("""
                        update handoff
                           set delivery_id = :delivery
                         where schedule = :schedule
                           and starts_at = :start
                           and responder = :responder
                        """)
                .bind("schedule", schedule)
                .bind("start", coming.at())
                .bind("responder", coming.responder())
                .bind("delivery", delivery.value())
                .execute();
    }
}
