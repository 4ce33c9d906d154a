package dev.tocsin.monitor;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The whole ledger of what is watched, for a test to look at.
public final class Intervals {
    private Intervals() {}

    /// By monitor and oldest first.
    public static List<VerdictInterval> all(Handle handle) {
        return handle.createQuery("""
                        select monitor_id, began_at, ended_at, verdict_interval.verdict
                          from verdict_interval
                          join monitor on monitor.id = monitor_id
                         where retired_at is null
                         order by monitor_id, began_at
                        """)
                .map((row, _) -> new VerdictInterval(
                        new MonitorId(row.getLong("monitor_id")),
                        row.getObject("began_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        Verdict.valueOf(row.getString("verdict"))))
                .list();
    }
}
