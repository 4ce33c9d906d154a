package dev.tocsin.monitor;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What holds the paging for which monitor, and the ledger of maintenance.
final class HoldStore {
    static final String TROUBLED = """
            select from monitor
             where retired_at is null
               and (verdict = 'DOWN' or held_by is not null)
            union all
            select from maintenance_interval
             where ended_at is null
            """;

    /// A monitor for which a hold may begin, change or end.
    record Candidate(MonitorId id, Verdict verdict, Optional<Hold> hold) {}

    /// False when another node is at it.
    boolean lock(Handle handle) {
        return handle.createQuery("select pg_try_advisory_xact_lock(hashtext('monitor.holds'))")
                .mapTo(Boolean.class)
                .one();
    }

    /// Everything that is down or held, locked.
    List<Candidate> candidates(Handle handle) {
        return handle.createQuery("""
                        select id, verdict, held_by
                          from monitor
                         where retired_at is null
                           and (verdict = 'DOWN' or held_by is not null)
                         order by id
                           for no key update
                        """)
                .map((row, _) -> new Candidate(
                        new MonitorId(row.getLong("id")),
                        Verdict.valueOf(row.getString("verdict")),
                        Hold.parse(Optional.ofNullable(row.getString("held_by")))))
                .list();
    }

    /// Which of `names` are down, or about to be: the last look failed, and the next ones decide.
    Set<String> failing(Handle handle, Collection<String> names) {
        return handle.createQuery("""
                        select name
                          from monitor
                         where name = any(:names)
                           and retired_at is null
                           and (verdict = 'DOWN' or (verdict in ('UP', 'DEGRADED') and not answering))
                        """)
                .bindArray("names", String.class, names)
                .mapTo(String.class)
                .set();
    }

    void hold(Handle handle, MonitorId id, Optional<Hold> hold) {
        handle.createUpdate("""
                        update monitor
                           set held_by = :hold
                         where id = :id
                        """)
                .bind("id", id.value())
                .bind("hold", hold.map(Hold::word))
                .execute();
    }

    /// Makes the open maintenance intervals those of `monitors` (ids beside the names of the works).
    void maintain(Handle handle, List<Long> monitors, List<String> works, Instant at) {
        handle.createUpdate("""
                        update maintenance_interval
                           set ended_at = :at
                         where ended_at is null
                           and began_at < :at
                           and not (monitor_id = any(:monitors))
                        """)
                .bindArray("monitors", Long.class, monitors)
                .bind("at", at)
                .execute();
        if (monitors.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into maintenance_interval (monitor_id, began_at, name)
                        select monitor_id, :at, name
                          from unnest(:monitors, :works) as maintained (monitor_id, name)
                        on conflict do nothing
                        """)
                .bindArray("monitors", Long.class, monitors)
                .bindArray("works", String.class, works)
                .bind("at", at)
                .execute();
    }
}
