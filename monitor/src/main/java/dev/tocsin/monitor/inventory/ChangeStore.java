package dev.tocsin.monitor.inventory;

import dev.tocsin.monitor.MonitorId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `monitor_change`.
final class ChangeStore {

    /// What is written of a change; its number is its place among all changes.
    record Line(
            MonitorId monitor,
            Instant at,
            String by,
            Change.Kind kind,
            Optional<String> before,
            Optional<String> after) {}

    long insert(Handle handle, Line line) {
        return handle.createQuery("""
                        insert into monitor_change (monitor_id, at, actor, kind, before, after)
                        values (:monitor, :at, :by, :kind, cast(:before as jsonb), cast(:after as jsonb))
                        returning id
                        """)
                .bind("monitor", line.monitor().value())
                .bind("at", line.at())
                .bind("by", line.by())
                .bind("kind", line.kind().word())
                .bind("before", line.before())
                .bind("after", line.after())
                .mapTo(Long.class)
                .one();
    }

    /// Also one that is retired.
    Optional<MonitorId> monitor(Handle handle, String idOrName) {
        return handle.createQuery("""
                        select id
                          from monitor
                         where name = :key
                            or cast(id as text) = :key
                         order by name = :key desc
                         limit 1
                        """)
                .bind("key", idOrName)
                .map((row, _) -> new MonitorId(row.getLong("id")))
                .findOne();
    }

    List<Change> newest(Handle handle, MonitorId id, long before, int limit) {
        return handle.createQuery("""
                        select *
                          from monitor_change
                         where monitor_id = :id
                           and id < :before
                         order by id desc
                         limit :limit
                        """)
                .bind("id", id.value())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> new Change(
                        row.getLong("id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        Change.Kind.of(row.getString("kind")),
                        Optional.ofNullable(row.getString("before")),
                        Optional.ofNullable(row.getString("after"))))
                .list();
    }
}
