package dev.tocsin.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `monitor`: who is watched, who is paused, who has gone.
final class RosterStore {

    /// A monitor's row after it was brought in line; `begins` when watching begins now, for the first time or again.
    record Kept(MonitorId id, boolean begins) {}

    /// What a monitor's place in the schedule comes from.
    record Pace(String name, Duration every) {}

    /// Makes the row agree with `monitor`. The settings file takes over what the API had made; the other way round the
    /// row stays as it is, and nothing is answered.
    Optional<Kept> upsert(Handle handle, Monitor monitor, Grid grid, Instant now) {
        var begins = handle.createQuery("""
                        select count(*) = 0
                          from monitor
                         where name = :name
                           and retired_at is null
                        """)
                .bind("name", monitor.name())
                .mapTo(Boolean.class)
                .one();
        return handle.createQuery("""
                        insert into monitor as old (name, shard, every_ms, phase_ms, next_due_at, created_at, owner,
                                                    verdict_since, answering_since, prompt_since)
                        values (:name, :shard, :every, :phase, :due, :now, :owner, :now, :now, :now)
                        on conflict (name) do update
                           set shard = excluded.shard,
                               every_ms = excluded.every_ms,
                               phase_ms = excluded.phase_ms,
                               next_due_at = case
                                   when old.retired_at is not null
                                     or old.owner <> excluded.owner
                                     or old.every_ms <> excluded.every_ms
                                     or old.phase_ms <> excluded.phase_ms then excluded.next_due_at
                                   else old.next_due_at
                               end,
                               last_looked_at = case when old.owner = excluded.owner then old.last_looked_at end,
                               paused_at = case when old.owner = excluded.owner then old.paused_at end,
                               paused_by = case when old.owner = excluded.owner then old.paused_by end,
                               owner = excluded.owner,
                               retired_at = null
                         where old.retired_at is not null
                            or old.owner = excluded.owner
                            or excluded.owner = 'file'
                        returning id
                        """)
                .bind("name", monitor.name())
                .bind("shard", grid.shard())
                .bind("every", monitor.every().toMillis())
                .bind("phase", grid.phase().toMillis())
                .bind("due", grid.slotBefore(now, monitor.every()))
                .bind("owner", monitor.owner().word())
                .bind("now", now)
                .mapTo(Long.class)
                .findOne()
                .map(id -> new Kept(new MonitorId(id), begins));
    }

    /// Retires what is in the settings file no more.
    List<MonitorId> retireAllBut(Handle handle, Collection<String> names, Instant now) {
        return handle.createQuery("""
                        update monitor
                           set retired_at = :now, recheck_at = null, last_looked_at = null, held_by = null,
                               verdict = 'UNKNOWN', verdict_since = :now, answering_length = 0, prompt_length = 0
                         where retired_at is null
                           and owner = 'file'
                           and not (name = any(:names))
                        returning id
                        """)
                .bind("now", now)
                .bindArray("names", String.class, names)
                .map((row, _) -> new MonitorId(row.getLong("id")))
                .list();
    }

    /// Retires one that the API had made.
    boolean retire(Handle handle, MonitorId id, Instant now) {
        return handle.createUpdate("""
                                update monitor
                                   set retired_at = :now, recheck_at = null, last_looked_at = null, held_by = null,
                                       verdict = 'UNKNOWN', verdict_since = :now, answering_length = 0,
                                       prompt_length = 0, paused_at = null, paused_by = null
                                 where id = :id
                                   and retired_at is null
                                   and owner = 'api'
                                """).bind("id", id.value()).bind("now", now).execute() == 1;
    }

    /// What was seen before the pause confirms nothing after it.
    boolean pause(Handle handle, MonitorId id, String by, Instant now) {
        return handle.createUpdate("""
                                update monitor
                                   set paused_at = :now, paused_by = :by, recheck_at = null, held_by = null,
                                       verdict = 'UNKNOWN', verdict_since = :now, answering_length = 0,
                                       prompt_length = 0, last_reason = :reason
                                 where id = :id
                                   and retired_at is null
                                   and owner = 'api'
                                   and paused_at is null
                                """)
                        .bind("id", id.value())
                        .bind("by", by)
                        .bind("reason", "paused by " + by)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /// `due` is a slot that is over, and no look is known to have answered it, so that somebody looks at once.
    boolean resume(Handle handle, MonitorId id, String by, Instant due) {
        return handle.createUpdate("""
                                update monitor
                                   set paused_at = null, paused_by = null, next_due_at = :due, claimed_by = null,
                                       last_looked_at = null, last_reason = :reason
                                 where id = :id
                                   and retired_at is null
                                   and paused_at is not null
                                """)
                        .bind("id", id.value())
                        .bind("due", due)
                        .bind("reason", "resumed by " + by + ", not looked at yet")
                        .execute()
                == 1;
    }

    Optional<Pace> pace(Handle handle, MonitorId id) {
        return handle.createQuery("""
                        select name, every_ms
                          from monitor
                         where id = :id
                           and retired_at is null
                        """)
                .bind("id", id.value())
                .map((row, _) -> new Pace(row.getString("name"), Duration.ofMillis(row.getLong("every_ms"))))
                .findOne();
    }
}
