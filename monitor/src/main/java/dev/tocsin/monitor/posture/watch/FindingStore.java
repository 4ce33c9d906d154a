package dev.tocsin.monitor.posture.watch;

import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The rows of `posture_finding`, and of `posture_change`, which says how they came to be so.
final class FindingStore {
    private static final int CHANGES_SHOWN = 500;

    /// A check as it is kept.
    ///
    /// @param told whether the last look said anything of it
    /// @param since from when on it has said what it says
    /// @param course empty until it was tested
    record Row(boolean told, Sighting sighting, Instant since, Optional<Course> course) {}

    /// By check.
    Map<String, Row> rows(Handle handle, MonitorId id) {
        var rows = new LinkedHashMap<String, Row>();
        handle.createQuery("""
                        select *
                          from posture_finding
                         where monitor_id = :id
                         order by check_id
                        """)
                .bind("id", id.value())
                .map((row, _) -> Map.entry(row.getString("check_id"), row(row)))
                .forEach(entry -> rows.put(entry.getKey(), entry.getValue()));
        return rows;
    }

    /// Makes the rows agree with a look, and keeps what has changed by it. What stays as it was is not written.
    void write(Handle handle, MonitorId id, Map<String, Row> known, Map<String, Row> next, Run run) {
        var batch = handle.prepareBatch("""
                insert into posture_finding (monitor_id, check_id, told, verdict, severity, summary, evidence, since,
                                             seen_at, level, level_since, accepted, recent, calm, calm_evidence,
                                             alarm_cause, alarm_level)
                values (:id, :check, :told, :verdict, :severity, :summary, :evidence, :since,
                        :seenAt, :level, :levelSince, :accepted, :recent, :calm, :calmEvidence, :alarmCause, :alarmLevel)
                on conflict (monitor_id, check_id) do update
                   set told = excluded.told,
                       verdict = excluded.verdict,
                       severity = excluded.severity,
                       summary = excluded.summary,
                       evidence = excluded.evidence,
                       since = excluded.since,
                       seen_at = excluded.seen_at,
                       level = excluded.level,
                       level_since = excluded.level_since,
                       accepted = excluded.accepted,
                       recent = excluded.recent,
                       calm = excluded.calm,
                       calm_evidence = excluded.calm_evidence,
                       alarm_cause = excluded.alarm_cause,
                       alarm_level = excluded.alarm_level
                """);
        next.forEach((check, row) -> {
            if (row.equals(known.get(check))) {
                return;
            }
            batch.bind("id", id.value())
                    .bind("check", check)
                    .bind("told", row.told())
                    .bind("verdict", row.sighting().verdict().word())
                    .bind("severity", row.sighting().severity().word())
                    .bind("summary", row.sighting().summary())
                    .bind("evidence", row.sighting().evidence())
                    .bind("since", row.since())
                    .bind("seenAt", row.sighting().seenAt())
                    .bind("level", row.course().map(course -> course.level().toString()))
                    .bind("levelSince", row.course().map(Course::since))
                    .bind(
                            "accepted",
                            row.course().map(course -> course.accepted().toString()))
                    .bind("recent", row.course().map(FindingStore::recent).orElse(""))
                    .bind("calm", row.course().map(Course::calm).orElse(0))
                    .bind("calmEvidence", row.course().map(Course::calmEvidence).orElse(""))
                    .bind("alarmCause", row.course().flatMap(Course::alarm).map(Course.Alarm::cause))
                    .bind(
                            "alarmLevel",
                            row.course()
                                    .flatMap(Course::alarm)
                                    .map(alarm -> alarm.level().toString()))
                    .add();
        });
        if (batch.size() > 0) {
            batch.execute();
        }
        remove(
                handle,
                id,
                known.keySet().stream()
                        .filter(check -> !next.containsKey(check))
                        .toList());
        note(handle, id, known, next, run);
    }

    /// The rows as a look leaves them.
    static Map<String, Row> next(Map<String, Row> known, Run run, Map<String, Course> courses) {
        var next = new LinkedHashMap<String, Row>();
        known.forEach((check, row) -> {
            if (!run.off().contains(check) && !run.sightings().containsKey(check)) {
                next.put(check, new Row(false, row.sighting(), row.since(), row.course()));
            }
        });
        run.sightings().forEach((check, sighting) -> {
            if (run.off().contains(check)) {
                return;
            }
            var course = Optional.ofNullable(courses.get(check));
            var since = course.filter(_ -> sighting.tested())
                    .map(Course::since)
                    .or(() -> Optional.ofNullable(known.get(check))
                            .filter(row -> !row.sighting().tested())
                            .map(Row::since))
                    .orElse(run.at());
            next.put(check, new Row(true, sighting, since, course));
        });
        return next;
    }

    private static String recent(Course course) {
        return course.recent().stream().map(Level::toString).collect(Collectors.joining(","));
    }

    private static void remove(Handle handle, MonitorId id, List<String> checks) {
        if (!checks.isEmpty()) {
            handle.createUpdate("""
                            delete from posture_finding
                             where monitor_id = :id
                               and check_id = any(:checks)
                            """)
                    .bind("id", id.value())
                    .bindArray("checks", String.class, checks)
                    .execute();
        }
    }

    private static void note(Handle handle, MonitorId id, Map<String, Row> known, Map<String, Row> next, Run run) {
        var batch = handle.prepareBatch("""
                insert into posture_change (monitor_id, at, check_id, verdict, severity, summary, evidence)
                values (:id, :at, :check, :verdict, :severity, :summary, :evidence)
                """);
        next.forEach((check, row) -> {
            var before = Optional.ofNullable(known.get(check))
                    .flatMap(Row::course)
                    .map(Course::level)
                    .orElse(Level.CLEAN);
            if (row.told() && row.sighting().tested() && !row.sighting().level().equals(before)) {
                batch.bind("id", id.value())
                        .bind("at", run.at())
                        .bind("check", check)
                        .bind("verdict", row.sighting().verdict().word())
                        .bind("severity", row.sighting().severity().word())
                        .bind("summary", row.sighting().summary())
                        .bind("evidence", row.sighting().evidence())
                        .add();
            }
        });
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    void forgetAlarms(Handle handle, MonitorId id) {
        handle.createUpdate("""
                        update posture_finding
                           set alarm_cause = null, alarm_level = null
                         where monitor_id = :id
                           and alarm_cause is not null
                        """).bind("id", id.value()).execute();
    }

    /// What the last look said.
    List<PostureRecord.Standing> told(Handle handle, MonitorId id) {
        return rows(handle, id).entrySet().stream()
                .filter(entry -> entry.getValue().told())
                .map(entry -> {
                    var row = entry.getValue();
                    return new PostureRecord.Standing(
                            entry.getKey(),
                            row.sighting().verdict(),
                            row.sighting().severity(),
                            row.sighting().summary(),
                            row.sighting().evidence(),
                            row.since(),
                            row.sighting().seenAt(),
                            row.course().map(course -> course.accepted().toString()),
                            row.course().flatMap(Course::alarm).map(Course.Alarm::cause));
                })
                .toList();
    }

    List<PostureRecord.Change> changes(Handle handle, MonitorId id) {
        return handle.createQuery("""
                        select *
                          from posture_change
                         where monitor_id = :id
                         order by id desc
                         limit :most
                        """)
                .bind("id", id.value())
                .bind("most", CHANGES_SHOWN)
                .map((row, _) -> new PostureRecord.Change(
                        instant(row, "at"),
                        row.getString("check_id"),
                        verdict(row),
                        severity(row),
                        row.getString("summary"),
                        row.getString("evidence")))
                .list();
    }

    void dropChanges(Handle handle, Instant before) {
        handle.createUpdate("""
                        delete from posture_change
                         where at < :before
                        """).bind("before", before).execute();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getBoolean("told"),
                new Sighting(
                        verdict(row),
                        severity(row),
                        row.getString("summary"),
                        row.getString("evidence"),
                        Optional.ofNullable(row.getObject("seen_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)),
                instant(row, "since"),
                course(row));
    }

    private static Optional<Course> course(ResultSet row) throws SQLException {
        var level = row.getString("level");
        if (level == null) {
            return Optional.empty();
        }
        var cause = row.getString("alarm_cause");
        return Optional.of(new Course(
                Level.parse(level),
                instant(row, "level_since"),
                Level.parse(row.getString("accepted")),
                Stream.of(row.getString("recent").split(",", -1))
                        .map(Level::parse)
                        .toList(),
                row.getInt("calm"),
                row.getString("calm_evidence"),
                cause == null
                        ? Optional.empty()
                        : Optional.of(new Course.Alarm(cause, Level.parse(row.getString("alarm_level"))))));
    }

    private static PostureVerdict verdict(ResultSet row) throws SQLException {
        return PostureVerdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT));
    }

    private static Severity severity(ResultSet row) throws SQLException {
        return Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
