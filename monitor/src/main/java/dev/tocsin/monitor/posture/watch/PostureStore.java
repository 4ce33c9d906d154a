package dev.tocsin.monitor.posture.watch;

import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.PostureFacts;
import dev.tocsin.monitor.PostureFacts.Mark;
import dev.tocsin.monitor.posture.Severity;
import dev.tocsin.monitor.posture.certificate.Expiry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `posture_target`.
final class PostureStore {
    private static final String STATES = """
            select target.*, monitor.name,
                   count(*) filter (where severity = 'critical') as critical,
                   count(*) filter (where severity = 'major') as major,
                   count(*) filter (where severity = 'minor') as minor,
                   count(*) filter (where severity = 'info') as info
              from posture_target target
              join monitor on monitor.id = target.monitor_id
              left join posture_finding finding on finding.monitor_id = target.monitor_id
                                               and told
                                               and finding.verdict in ('warn', 'fail')
             where retired_at is null
            """;

    /// By what the target was last measured; empty when it never was.
    Optional<String> measure(Handle handle, MonitorId id) {
        return handle.createQuery("""
                        select measure
                          from posture_target
                         where monitor_id = :id
                        """)
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne();
    }

    /// Notes a look that found what the one before it left settled: whether it did, and so changes nothing else.
    boolean again(Handle handle, MonitorId id, String digest, Instant at) {
        return handle.createUpdate("""
                                update posture_target
                                   set looked_at = :at,
                                       clean_at = case when clean_at = looked_at then :at else clean_at end
                                 where monitor_id = :id
                                   and settled = :digest
                                """)
                        .bind("id", id.value())
                        .bind("digest", digest)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    /// The next look is folded, whatever it finds.
    void unsettle(Handle handle, MonitorId id) {
        handle.createUpdate("""
                        update posture_target
                           set settled = null
                         where monitor_id = :id
                        """).bind("id", id.value()).execute();
    }

    /// Called when the findings of the look are written: they say whether it was a clean one.
    ///
    /// @param settled what a look finds that is to change nothing more; empty where the next one may
    void seen(Handle handle, MonitorId id, PostureFacts facts, Instant at, Optional<String> settled) {
        handle.createUpdate("""
                        insert into posture_target (monitor_id, measure, baseline_at, looked_at, written_at, settled,
                                                    whole, grade,
                                                    transport_grade, transport_score, headers_grade, headers_score,
                                                    checks_done, checks, addresses, page, clean_at)
                        values (:id, :measure, :at, :at, :at, :settled,
                                :whole, :grade,
                                :transportGrade, :transportScore, :headersGrade, :headersScore,
                                :done, :of, :addresses, :page,
                                case when :whole and not exists (
                                        select
                                          from posture_finding
                                         where monitor_id = :id
                                           and told
                                           and verdict in ('warn', 'fail')
                                           and severity <> 'info') then cast(:at as timestamptz) end)
                        on conflict (monitor_id) do update
                           set measure = excluded.measure,
                               baseline_at = case when posture_target.measure = excluded.measure
                                                  then posture_target.baseline_at
                                                  else excluded.baseline_at end,
                               looked_at = excluded.looked_at,
                               written_at = excluded.written_at,
                               settled = excluded.settled,
                               whole = excluded.whole,
                               grade = excluded.grade,
                               transport_grade = excluded.transport_grade,
                               transport_score = excluded.transport_score,
                               headers_grade = excluded.headers_grade,
                               headers_score = excluded.headers_score,
                               checks_done = excluded.checks_done,
                               checks = excluded.checks,
                               addresses = excluded.addresses,
                               page = excluded.page,
                               clean_at = coalesce(excluded.clean_at, posture_target.clean_at)
                        """)
                .bind("id", id.value())
                .bind("measure", facts.measure())
                .bind("at", at)
                .bind("settled", settled)
                .bind("whole", facts.whole())
                .bind("grade", facts.grade())
                .bind("transportGrade", facts.transport().map(Mark::grade))
                .bind("transportScore", facts.transport().map(Mark::score))
                .bind("headersGrade", facts.headers().map(Mark::grade))
                .bind("headersScore", facts.headers().map(Mark::score))
                .bind("done", facts.done())
                .bind("of", facts.of())
                .bind("addresses", facts.addresses())
                .bind("page", facts.page())
                .execute();
    }

    /// @param certificates what each target showed last
    List<PostureState> states(Handle handle, Map<MonitorId, List<PostureRecord.Certificate>> certificates) {
        return handle.createQuery(STATES + " group by target.monitor_id, monitor.name")
                .map((row, _) -> state(row, certificates))
                .list();
    }

    Optional<PostureState> state(
            Handle handle, MonitorId id, Map<MonitorId, List<PostureRecord.Certificate>> certificates) {
        return handle.createQuery(STATES + " and target.monitor_id = :id group by target.monitor_id, monitor.name")
                .bind("id", id.value())
                .map((row, _) -> state(row, certificates))
                .findOne();
    }

    private static PostureState state(ResultSet row, Map<MonitorId, List<PostureRecord.Certificate>> certificates)
            throws SQLException {
        var id = new MonitorId(row.getLong("monitor_id"));
        var shown = certificates.getOrDefault(id, List.of());
        var bad = new EnumMap<Severity, Integer>(Severity.class);
        for (var severity : Severity.values()) {
            bad.put(severity, row.getInt(severity.name().toLowerCase(Locale.ROOT)));
        }
        return new PostureState(
                id,
                row.getString("name"),
                row.getString("measure"),
                instant(row, "baseline_at"),
                instant(row, "looked_at"),
                row.getBoolean("whole"),
                row.getString("grade"),
                mark(row, "transport"),
                mark(row, "headers"),
                row.getInt("checks_done"),
                row.getInt("checks"),
                row.getInt("addresses"),
                row.getString("page"),
                bad,
                shown.stream().map(PostureRecord.Certificate::notAfter).min(Instant::compareTo),
                shown.stream().map(PostureStore::renewal).min(Instant::compareTo));
    }

    private static Instant renewal(PostureRecord.Certificate certificate) {
        return certificate
                .notAfter()
                .minus(Expiry.of(certificate.lifetime(), Duration.ZERO).window());
    }

    private static Optional<Mark> mark(ResultSet row, String part) throws SQLException {
        var grade = row.getString(part + "_grade");
        return grade == null ? Optional.empty() : Optional.of(new Mark(grade, row.getInt(part + "_score")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
