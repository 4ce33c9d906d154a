package dev.tocsin.monitor.latency;

import dev.tocsin.monitor.availability.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Writes the roll-ups. They are made where the looks are: no row crosses to us. Every statement may be run again, and
/// then finds nothing to change.
final class RollUpStore {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");

    /// How far the roll-ups have come; empty before the first.
    record Watermark(Optional<Instant> rolledUntil) {}

    /// Takes the watermark until the transaction ends; empty while another node has it.
    Optional<Watermark> claim(Handle handle) {
        return handle.createQuery("""
                        select rolled_until
                          from latency_watermark
                           for update skip locked
                        """)
                .map((row, _) -> new Watermark(Optional.ofNullable(row.getObject("rolled_until", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)))
                .findOne();
    }

    void move(Handle handle, Instant until) {
        handle.createUpdate("update latency_watermark set rolled_until = :until")
                .bind("until", until)
                .execute();
    }

    /// The first instant from `from` on of which looks are kept; empty when all of them lie before.
    Optional<Instant> firstKept(Handle handle, Instant from) {
        return handle.createQuery("""
                        select substring(min(child.relname) from '[0-9]+$')
                          from pg_inherits
                          join pg_class child on child.oid = inhrelid
                         where inhparent = cast('observation' as regclass)
                           and child.relname >= :first
                        """)
                .bind("first", "observation_" + DAY.format(from.atZone(ZoneOffset.UTC)))
                .mapTo(String.class)
                .findOne()
                .map(day ->
                        LocalDate.parse(day, DAY).atStartOfDay(ZoneOffset.UTC).toInstant())
                .map(day -> day.isBefore(from) ? from : day);
    }

    /// Rolls up the passed looks of the whole hours in `window`, and answers the beginnings of those that gained any.
    List<Instant> rollUpHours(Handle handle, Window window) {
        return handle.createQuery("""
                        with seen as (
                            select monitor_id,
                                   coalesce(location, '') as location,
                                   date_bin('1 hour', at, timestamptz 'epoch') as began_at,
                                   cast(extract(minute from at) as integer) / 5 * 1200
                                   + least(1199, cast(ceil(ln(cast(greatest(total_us, 1) as double precision))
                                                           / ln(cast(1.02 as double precision))) as integer)) as cell,
                                   count(*) as looks
                              from observation
                             where at >= :from
                               and at < :to
                               and outcome = 'passed'
                             group by 1, 2, 3, 4
                        ), written as (
                            insert into latency_hour as old (monitor_id, location, began_at, looks, cells, counts)
                            select monitor_id, location, began_at, sum(looks),
                                   array_agg(cast(cell as smallint) order by cell),
                                   array_agg(cast(least(looks, 32767) as smallint) order by cell)
                              from seen
                             group by monitor_id, location, began_at
                                on conflict (monitor_id, began_at, location) do update
                               set looks = excluded.looks, cells = excluded.cells, counts = excluded.counts
                             where old.looks < excluded.looks
                            returning began_at
                        )
                        select distinct began_at
                          from written
                        """)
                .bind("from", window.from())
                .bind("to", window.to())
                .mapTo(Instant.class)
                .list();
    }

    /// Adds up the hours of the day that began at `began`.
    void rollUpDay(Handle handle, Instant began) {
        handle.createUpdate("""
                        insert into latency_day as old (monitor_id, location, began_at, looks, buckets, counts)
                        select monitor_id, location, :began, sum(looks),
                               array_agg(bucket order by bucket), array_agg(looks order by bucket)
                          from (select monitor_id,
                                       location,
                                       cast(cell % 1200 as smallint) as bucket,
                                       cast(sum(seen) as integer) as looks
                                  from latency_hour
                                 cross join unnest(cells, counts) as hour (cell, seen)
                                 where began_at >= :began
                                   and began_at < :ended
                                 group by 1, 2, 3) as summed
                         group by monitor_id, location
                            on conflict (monitor_id, began_at, location) do update
                           set looks = excluded.looks, buckets = excluded.buckets, counts = excluded.counts
                         where old.looks < excluded.looks
                        """)
                .bind("began", began)
                .bind("ended", began.plus(Step.DAY.length()))
                .execute();
    }

    /// Drops some of the hours that began before `before`, and says how many.
    int dropHours(Handle handle, Instant before, int most) {
        return handle.createUpdate("""
                        delete from latency_hour
                         where ctid in (select ctid
                                          from latency_hour
                                         where began_at < :before
                                         limit :most)
                        """)
                .bind("before", before)
                .bind("most", most)
                .execute();
    }

    /// Drops all days that began before `before`, and says how many: they are few.
    int dropDays(Handle handle, Instant before) {
        return handle.createUpdate("delete from latency_day where began_at < :before")
                .bind("before", before)
                .execute();
    }
}
