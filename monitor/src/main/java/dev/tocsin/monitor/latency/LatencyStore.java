package dev.tocsin.monitor.latency;

import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.availability.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Reads how long the looks of one monitor took, those from one location or from all.
final class LatencyStore {
    private static final int CELLS_OF_FIVE_MINUTES = 1_200;

    /// The looks of some time that began at `began`.
    record Part(Instant began, LatencyHistogram histogram) {}

    /// How far the roll-ups have come; empty before the first.
    Optional<Instant> rolledUntil(Handle handle) {
        return handle.createQuery("""
                        select rolled_until
                          from latency_watermark
                         where rolled_until is not null
                        """).mapTo(Instant.class).findOne();
    }

    /// The five minutes of the whole hours in `window` in which looks passed, from the roll-ups.
    List<Part> hours(Handle handle, MonitorId id, Optional<Location> location, Window window) {
        return handle
                .createQuery("""
                        select began_at, cells, counts
                          from latency_hour
                         where monitor_id = :id
                           and began_at >= :from
                           and began_at < :to
                           and location = coalesce(:location, location)
                        """)
                .bind("id", id.value())
                .bind("from", window.from())
                .bind("to", window.to())
                .bind("location", location.map(Location::name))
                .map((row, _) -> fiveMinutes(row))
                .stream()
                .flatMap(parts -> parts)
                .toList();
    }

    /// The days of `window`, which are whole, from the roll-ups.
    List<Part> days(Handle handle, MonitorId id, Optional<Location> location, Window window) {
        return handle.createQuery("""
                        select began_at, buckets, counts
                          from latency_day
                         where monitor_id = :id
                           and began_at >= :from
                           and began_at < :to
                           and location = coalesce(:location, location)
                        """)
                .bind("id", id.value())
                .bind("from", window.from())
                .bind("to", window.to())
                .bind("location", location.map(Location::name))
                .map((row, _) -> day(row))
                .list();
    }

    /// The looks of `window` themselves.
    List<Part> looks(Handle handle, MonitorId id, Optional<Location> location, Window window) {
        return handle.createQuery("""
                        select at, total_us
                          from observation
                         where monitor_id = :id
                           and at >= :from
                           and at < :to
                           and outcome = 'passed'
                           and coalesce(location, '') = coalesce(:location, location, '')
                        """)
                .bind("id", id.value())
                .bind("from", window.from())
                .bind("to", window.to())
                .bind("location", location.map(Location::name))
                .map((row, _) -> new Part(
                        instant(row, "at"),
                        LatencyHistogram.of(List.of(Duration.ofNanos(row.getLong("total_us") * 1_000)))))
                .list();
    }

    private static Stream<Part> fiveMinutes(ResultSet row) throws SQLException {
        var began = instant(row, "began_at");
        var cells = numbers(row, "cells");
        var counts = numbers(row, "counts");
        var parts = new TreeMap<Integer, TreeMap<Integer, Long>>();
        for (var i = 0; i < cells.length; i++) {
            var cell = cells[i].intValue();
            parts.computeIfAbsent(cell / CELLS_OF_FIVE_MINUTES, _ -> new TreeMap<>())
                    .put(cell % CELLS_OF_FIVE_MINUTES, counts[i].longValue());
        }
        return parts.entrySet().stream()
                .map(part -> new Part(
                        began.plus(Step.FIVE_MINUTES.length().multipliedBy(part.getKey())),
                        new LatencyHistogram(part.getValue())));
    }

    private static Part day(ResultSet row) throws SQLException {
        var buckets = numbers(row, "buckets");
        var counts = numbers(row, "counts");
        var histogram = new TreeMap<Integer, Long>();
        for (var i = 0; i < buckets.length; i++) {
            histogram.put(buckets[i].intValue(), counts[i].longValue());
        }
        return new Part(instant(row, "began_at"), new LatencyHistogram(histogram));
    }

    private static Number[] numbers(ResultSet row, String column) throws SQLException {
        return (Number[]) row.getArray(column).getArray();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
