package dev.tocsin.monitor;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `observation` that come from elsewhere. They may come twice, and long after their day.
final class PostedObservationStore {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");

    /// How many of `looks` are there already.
    int known(Handle handle, Location location, List<Look> looks) {
        return handle.createQuery("""
                        select count(*)
                          from unnest(:ids, cast(:instants as timestamptz[])) as posted (monitor_id, at)
                         where exists (select
                                         from observation
                                        where observation.monitor_id = posted.monitor_id
                                          and observation.location = :location
                                          and observation.at = posted.at)
                        """)
                .bindArray(
                        "ids",
                        Long.class,
                        looks.stream().map(look -> look.id().value()).toList())
                .bindArray(
                        "instants",
                        String.class,
                        looks.stream()
                                .map(look -> look.seen().evidence().at())
                                .map(at -> at.truncatedTo(ChronoUnit.MICROS).toString())
                                .toList())
                .bind("location", location.name())
                .mapTo(Integer.class)
                .one();
    }

    /// Writes those that are not there yet.
    void insert(Handle handle, Location location, List<Look> looks) {
        var batch = handle.prepareBatch("""
                insert into observation (monitor_id, location, at, outcome, lateness_us, total_us, resolve_us, connect_us,
                                         tls_us, request_us, first_byte_us, transfer_us, status, reason, evidence)
                values (:monitor, :location, :at, :outcome, :lateness, :total, :resolve, :connect,
                        :tls, :request, :firstByte, :transfer, :status, :reason, cast(:evidence as jsonb))
                on conflict (monitor_id, location, at) where location is not null do nothing
                """);
        for (var look : looks) {
            var evidence = look.seen().evidence();
            var timings = evidence.timings();
            batch.bind("monitor", look.id().value())
                    .bind("location", location.name())
                    .bind("at", evidence.at())
                    .bind("outcome", look.seen().outcome())
                    .bind("lateness", ObservationStore.micros(look.lateness()))
                    .bind("total", ObservationStore.micros(timings.total()))
                    .bind("resolve", ObservationStore.micros(timings.resolve()))
                    .bind("connect", ObservationStore.micros(timings.connect()))
                    .bind("tls", ObservationStore.micros(timings.tls()))
                    .bind("request", ObservationStore.micros(timings.request()))
                    .bind("firstByte", ObservationStore.micros(timings.firstByte()))
                    .bind("transfer", ObservationStore.micros(timings.transfer()))
                    .bind("status", evidence.http().map(HttpFacts::status))
                    .bind("reason", look.seen().reason())
                    .bind("evidence", ObservationStore.keptEvidence(look.seen()))
                    .add();
        }
        batch.execute();
        looks.stream()
                .map(look -> look.seen().evidence().at())
                .min(Comparator.naturalOrder())
                .ifPresent(earliest -> ObservationStore.rollUpAnewFrom(handle, earliest));
    }

    /// The beginning of the oldest day of which looks are kept; empty before there is any.
    Optional<Instant> oldestKept(Handle handle) {
        return handle.createQuery("""
                        select substring(min(child.relname) from '[0-9]+$')
                          from pg_inherits
                          join pg_class child on child.oid = inhrelid
                         where inhparent = cast('observation' as regclass)
                        """)
                .mapTo(String.class)
                .findOne()
                .map(day ->
                        LocalDate.parse(day, DAY).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
