package dev.tocsin.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `observation` and their daily partitions.
final class ObservationStore {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    void insert(Handle handle, List<Look> looks) {
        var batch = handle.prepareBatch("""
                insert into observation (monitor_id, at, outcome, lateness_us, total_us, resolve_us, connect_us, tls_us,
                                         request_us, first_byte_us, transfer_us, status, reason, evidence)
                values (:monitor, :at, :outcome, :lateness, :total, :resolve, :connect, :tls,
                        :request, :firstByte, :transfer, :status, :reason, cast(:evidence as jsonb))
                """);
        for (var look : looks) {
            var evidence = look.seen().evidence();
            var timings = evidence.timings();
            batch.bind("monitor", look.id().value())
                    .bind("at", evidence.at())
                    .bind("outcome", look.seen().outcome())
                    .bind("lateness", micros(look.lateness()))
                    .bind("total", micros(timings.total()))
                    .bind("resolve", micros(timings.resolve()))
                    .bind("connect", micros(timings.connect()))
                    .bind("tls", micros(timings.tls()))
                    .bind("request", micros(timings.request()))
                    .bind("firstByte", micros(timings.firstByte()))
                    .bind("transfer", micros(timings.transfer()))
                    .bind("status", evidence.http().map(HttpFacts::status))
                    .bind("reason", look.seen().reason())
                    .bind("evidence", keptEvidence(look.seen()))
                    .add();
        }
        batch.execute();
        looks.stream()
                .map(look -> look.seen().evidence().at())
                .min(Comparator.naturalOrder())
                .ifPresent(earliest -> rollUpAnewFrom(handle, earliest));
    }

    /// Looks that come after their hour was rolled up let it be rolled up anew. Only then is anything written or waited
    /// for.
    static void rollUpAnewFrom(Handle handle, Instant earliest) {
        handle.createUpdate("""
                        update latency_watermark
                           set rolled_until = :earliest
                         where rolled_until > :earliest
                        """).bind("earliest", earliest).execute();
    }

    /// The day up to which every look is in the roll-ups; empty before anything was rolled up.
    Optional<LocalDate> rolledUpDay(Handle handle) {
        return handle.createQuery("""
                        select rolled_until
                          from latency_watermark
                         where rolled_until is not null
                        """)
                .mapTo(Instant.class)
                .findOne()
                .map(until -> LocalDate.ofInstant(until, ZoneOffset.UTC));
    }

    /// Makes the partitions of `from` to `to`; those that exist stay.
    void makePartitions(Handle handle, LocalDate from, LocalDate to) {
        from.datesUntil(to.plusDays(1))
                .forEach(day -> handle.execute("""
                create table if not exists observation_%s
                    partition of observation for values from ('%s') to ('%s')
                """.formatted(day.format(DAY), start(day), start(day.plusDays(1)))));
    }

    /// Drops the partitions of all days before `day`, and says which.
    List<String> dropPartitionsBefore(Handle handle, LocalDate day) {
        var old = handle.createQuery("""
                        select child.relname
                          from pg_inherits
                          join pg_class child on child.oid = inhrelid
                         where inhparent = cast('observation' as regclass)
                           and child.relname < :oldestKept
                         order by 1
                        """)
                .bind("oldestKept", "observation_" + day.format(DAY))
                .mapTo(String.class)
                .list();
        old.forEach(name -> handle.execute("drop table " + name));
        return old;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    static Optional<Long> micros(Optional<Duration> phase) {
        return phase.map(ObservationStore::micros);
    }

    static Optional<String> keptEvidence(Observation seen) {
        return switch (seen) {
            case Observation.Passed _ -> Optional.empty();
            case Observation.Failed _, Observation.Inconclusive _ ->
                Optional.of(ObservationJson.of("", seen).toString());
        };
    }
}
