package dev.tocsin.statuspage;

import static dev.tocsin.statuspage.Rows.id;
import static dev.tocsin.statuspage.Rows.instant;

import dev.tocsin.monitor.maintenance.Recurrence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The rows of `maintenance_series`.
final class MaintenanceSeriesStore {

    void insert(Handle handle, MaintenanceSeries series, Instant now) {
        handle.createUpdate("""
                        insert into maintenance_series
                               (id, name, body, components, first, zone, lasts, rule, by_clock, expected, author,
                                created_at, planned_to)
                        values (:id, :title, :body, :components, :first, :zone, make_interval(secs => :lasts), :rule,
                                :byClock, :expected, :author, :now, :plannedTo)
                        """)
                .bind("id", series.id().value())
                .bind("title", series.title())
                .bind("body", series.body())
                .bindArray("components", String.class, Rows.values(series.components()))
                .bind("first", series.first())
                .bind("zone", series.zone().getId())
                .bind("lasts", series.lasts().toSeconds())
                .bind("rule", series.rule().toString())
                .bind("byClock", series.byClock())
                .bind("expected", series.expected().word())
                .bind("author", series.author())
                .bind("now", now)
                .bind("plannedTo", series.plannedTo())
                .execute();
    }

    /// Those of which times before `until` are not announced yet; whoever gets them here plans alone.
    List<MaintenanceSeries> toPlan(Handle handle, Instant until) {
        return handle.createQuery("""
                        select *, extract(epoch from lasts)::bigint as seconds
                          from maintenance_series
                         where ended_at is null
                           and planned_to < :until
                         order by id
                           for no key update skip locked
                        """)
                .bind("until", until)
                .map((row, _) -> series(row))
                .list();
    }

    void planned(Handle handle, PublicId id, Instant to) {
        handle.createUpdate("update maintenance_series set planned_to = :to where id = :id")
                .bind("id", id.value())
                .bind("to", to)
                .execute();
    }

    /// False when it has ended, or never was.
    boolean end(Handle handle, PublicId id, Instant now) {
        return handle.createUpdate("""
                                update maintenance_series
                                   set ended_at = :now
                                 where id = :id
                                   and ended_at is null
                                """).bind("id", id.value()).bind("now", now).execute() == 1;
    }

    /// What was announced of it and has not begun.
    List<PublicId> toCome(Handle handle, PublicId id) {
        return handle.createQuery("""
                        select id
                          from maintenance
                         where series_id = :id
                           and began_at is null
                           and ended_at is null
                         order by scheduled_for
                        """)
                .bind("id", id.value())
                .map((row, _) -> id(row, "id"))
                .list();
    }

    List<MaintenanceSeries> all(Handle handle) {
        return handle.createQuery("""
                        select *, extract(epoch from lasts)::bigint as seconds
                          from maintenance_series
                         order by ended_at nulls first, created_at desc, id
                        """).map((row, _) -> series(row)).list();
    }

    private static MaintenanceSeries series(ResultSet row) throws SQLException {
        return new MaintenanceSeries(
                id(row, "id"),
                row.getString("name"),
                row.getString("body"),
                Stream.of((String[]) row.getArray("components").getArray())
                        .map(PublicId::new)
                        .collect(Collectors.toSet()),
                row.getObject("first", LocalDateTime.class),
                ZoneId.of(row.getString("zone")),
                Duration.ofSeconds(row.getLong("seconds")),
                Recurrence.parse(row.getString("rule")),
                row.getBoolean("by_clock"),
                ComponentStatus.named(row.getString("expected")),
                row.getString("author"),
                instant(row, "planned_to").orElseThrow(),
                instant(row, "ended_at"));
    }
}
