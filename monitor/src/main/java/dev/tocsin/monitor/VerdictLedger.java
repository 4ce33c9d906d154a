package dev.tocsin.monitor;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `verdict_interval`: half-open, without gap or overlap. Availability is computed from them alone.
final class VerdictLedger {

    /// From `since` on the verdict is `verdict`. An interval that began at or after `since` is overwritten, so that the
    /// ledger never runs backwards.
    void change(Handle handle, MonitorId id, Instant since, Verdict verdict) {
        var began = end(handle, id, since) ? since : openSince(handle, id).orElse(since);
        handle.createUpdate("""
                        insert into verdict_interval (monitor_id, began_at, verdict)
                        values (:id, :began, :verdict)
                        on conflict (monitor_id, began_at) do update
                           set verdict = excluded.verdict
                        """)
                .bind("id", id.value())
                .bind("began", began)
                .bind("verdict", verdict)
                .execute();
    }

    /// Nobody looked between `from` and `to`: that time is unknown, and afterwards `verdict` goes on.
    void gap(Handle handle, MonitorId id, Instant from, Instant to, Verdict verdict) {
        change(handle, id, from, Verdict.UNKNOWN);
        change(handle, id, to, verdict);
    }

    /// Closes the open interval at `at`; false when there is none that began before.
    boolean end(Handle handle, MonitorId id, Instant at) {
        return handle.createUpdate("""
                                update verdict_interval
                                   set ended_at = :at
                                 where monitor_id = :id
                                   and ended_at is null
                                   and began_at < :at
                                """).bind("id", id.value()).bind("at", at).execute() == 1;
    }

    /// How often the verdict changed from `from` on. On its way from up to down and back a verdict that several
    /// places vote on may be partial for a moment, which is no change of its own.
    int changes(Handle handle, MonitorId id, Instant from) {
        return handle.createQuery("""
                        select count(*)
                          from verdict_interval
                         where monitor_id = :id
                           and began_at >= :from
                           and verdict <> 'PARTIAL'
                        """)
                .bind("id", id.value())
                .bind("from", from)
                .mapTo(Integer.class)
                .one();
    }

    private static Optional<Instant> openSince(Handle handle, MonitorId id) {
        return handle.createQuery("""
                        select began_at
                          from verdict_interval
                         where monitor_id = :id
                           and ended_at is null
                        """)
                .bind("id", id.value())
                .map((row, _) -> row.getObject("began_at", OffsetDateTime.class).toInstant())
                .findOne();
    }
}
