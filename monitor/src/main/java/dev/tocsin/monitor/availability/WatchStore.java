package dev.tocsin.monitor.availability;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.VerdictInterval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What the tables tell of monitors over time.
final class WatchStore {

    /// A name outweighs a number: somebody may have called a monitor 7.
    Optional<Watched> find(Handle handle, String idOrName) {
        return handle.createQuery("""
                        select id, name, every_ms, created_at, last_looked_at
                          from monitor
                         where retired_at is null
                           and (name = :key or cast(id as text) = :key)
                         order by name = :key desc
                         limit 1
                        """)
                .bind("key", idOrName)
                .map((row, _) -> new Watched(
                        new MonitorId(row.getLong("id")),
                        row.getString("name"),
                        Duration.ofMillis(row.getLong("every_ms")),
                        instant(row, "created_at").orElseThrow(),
                        instant(row, "last_looked_at")))
                .findOne();
    }

    List<VerdictInterval> intervals(Handle handle, Collection<MonitorId> monitors, Window window) {
        return handle.createQuery("""
                        select monitor_id, began_at, ended_at, verdict
                          from verdict_interval
                         where monitor_id = any (:monitors)
                           and began_at < :to
                           and (ended_at is null or ended_at > :from)
                        """)
                .bindArray(
                        "monitors",
                        Long.class,
                        monitors.stream().map(MonitorId::value).toList())
                .bind("from", window.from())
                .bind("to", window.to())
                .map((row, _) -> new VerdictInterval(
                        new MonitorId(row.getLong("monitor_id")),
                        instant(row, "began_at").orElseThrow(),
                        instant(row, "ended_at"),
                        Verdict.valueOf(row.getString("verdict"))))
                .list();
    }

    /// The announced maintenance that touches `window`; what is not over ends with it.
    Map<MonitorId, List<Window>> maintenance(Handle handle, Collection<MonitorId> monitors, Window window) {
        return handle
                .createQuery("""
                        select monitor_id, began_at, least(coalesce(ended_at, :to), :to) as ended_at
                          from maintenance_interval
                         where monitor_id = any (:monitors)
                           and began_at < :to
                           and (ended_at is null or ended_at > :from)
                        """)
                .bindArray(
                        "monitors",
                        Long.class,
                        monitors.stream().map(MonitorId::value).toList())
                .bind("from", window.from())
                .bind("to", window.to())
                .map((row, _) -> Map.entry(
                        new MonitorId(row.getLong("monitor_id")),
                        new Window(
                                instant(row, "began_at").orElseThrow(),
                                instant(row, "ended_at").orElseThrow())))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
