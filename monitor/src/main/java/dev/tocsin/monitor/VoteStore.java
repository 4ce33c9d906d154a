package dev.tocsin.monitor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The rows of `vote`, and what they make of the row of their monitor, which the caller has locked.
final class VoteStore {

    /// A ballot of a monitor. `counted` when it was fresh as the present verdict was made.
    record Cast(MonitorId id, Ballot ballot, Instant staleAt, boolean counted) {}

    /// The verdict as it is to be written.
    record Ruled(
            MonitorId id,
            Verdict verdict,
            Instant since,
            Optional<Instant> lastLookedAt,
            String reason,
            Optional<String> votedBy) {}

    /// By whose votes the verdicts of all these were made; those of the server alone are left out.
    Map<MonitorId, String> votedBy(Handle handle, Collection<MonitorId> ids) {
        return handle
                .createQuery("""
                        select id, voted_by
                          from monitor
                         where id = any(:ids)
                           and voted_by is not null
                        """)
                .bindArray("ids", Long.class, ids.stream().map(MonitorId::value).toList())
                .map((row, _) -> Map.entry(new MonitorId(row.getLong("id")), row.getString("voted_by")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Map<MonitorId, List<Ballot>> ballots(Handle handle, Collection<MonitorId> ids) {
        return handle
                .createQuery("""
                        select *
                          from vote
                         where monitor_id = any(:ids)
                        """)
                .bindArray("ids", Long.class, ids.stream().map(MonitorId::value).toList())
                .map((row, _) -> Map.entry(new MonitorId(row.getLong("monitor_id")), ballot(row)))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /// Monitors of which some vote has gone stale since their verdict was made.
    boolean lock(Handle handle) {
        return handle.createQuery("select pg_try_advisory_xact_lock(hashtext('monitor.votes'))")
                .mapTo(Boolean.class)
                .one();
    }

    List<MonitorId> lapsed(Handle handle, Instant now) {
        return handle.createQuery("""
                        select distinct monitor_id
                          from vote
                         where counted
                           and stale_at < :now
                        """)
                .bind("now", now)
                .map((row, _) -> new MonitorId(row.getLong("monitor_id")))
                .list();
    }

    /// Every monitor whose verdict was made of votes.
    List<MonitorId> votedOn(Handle handle) {
        return handle.createQuery("select id from monitor where voted_by is not null and retired_at is null")
                .map((row, _) -> new MonitorId(row.getLong("id")))
                .list();
    }

    /// What is watched again later starts anew.
    void forgetRetired(Handle handle) {
        handle.execute("""
                delete from vote
                 using monitor
                 where monitor.id = monitor_id
                   and retired_at is not null
                """);
        handle.execute("""
                update monitor
                   set voted_by = null
                 where voted_by is not null
                   and retired_at is not null
                """);
    }

    void cast(Handle handle, Collection<Cast> all) {
        var batch = handle.prepareBatch("""
                insert into vote (monitor_id, location, verdict, verdict_since, answering, answering_length,
                                  answering_since, prompt, prompt_length, prompt_since, last_looked_at, last_reason,
                                  heard_since, stale_at, counted)
                values (:id, :location, :verdict, :since, :answering, :answeringLength,
                        :answeringSince, :prompt, :promptLength, :promptSince, :lookedAt, :reason,
                        :heardSince, :staleAt, :counted)
                on conflict (monitor_id, location) do update
                   set verdict = excluded.verdict,
                       verdict_since = excluded.verdict_since,
                       answering = excluded.answering,
                       answering_length = excluded.answering_length,
                       answering_since = excluded.answering_since,
                       prompt = excluded.prompt,
                       prompt_length = excluded.prompt_length,
                       prompt_since = excluded.prompt_since,
                       last_looked_at = excluded.last_looked_at,
                       last_reason = excluded.last_reason,
                       heard_since = excluded.heard_since,
                       stale_at = excluded.stale_at,
                       counted = excluded.counted
                """);
        for (var cast : all) {
            var standing = cast.ballot().standing();
            batch.bind("id", cast.id().value())
                    .bind("location", cast.ballot().location().name())
                    .bind("verdict", standing.verdict())
                    .bind("since", standing.since())
                    .bind("answering", standing.answering().good())
                    .bind("answeringLength", standing.answering().length())
                    .bind("answeringSince", standing.answering().since())
                    .bind("prompt", standing.prompt().good())
                    .bind("promptLength", standing.prompt().length())
                    .bind("promptSince", standing.prompt().since())
                    .bind("lookedAt", cast.ballot().lastLookedAt())
                    .bind("reason", cast.ballot().reason())
                    .bind("heardSince", cast.ballot().heardSince())
                    .bind("staleAt", cast.staleAt())
                    .bind("counted", cast.counted())
                    .add();
        }
        batch.execute();
    }

    /// Forgets what all others than `locations` said of a monitor.
    void forgetAllBut(Handle handle, MonitorId id, Collection<Location> locations) {
        handle.createUpdate("""
                        delete from vote
                         where monitor_id = :id
                           and not (location = any(:locations))
                        """)
                .bind("id", id.value())
                .bindArray(
                        "locations",
                        String.class,
                        locations.stream().map(Location::name).toList())
                .execute();
    }

    /// The runs of looks in the monitor's own row mean nothing while it is voted on.
    void rule(Handle handle, Collection<Ruled> all) {
        var batch = handle.prepareBatch("""
                update monitor
                   set verdict = :verdict,
                       verdict_since = :since,
                       answering_length = 0,
                       prompt_length = 0,
                       last_looked_at = :lookedAt,
                       last_reason = :reason,
                       voted_by = :votedBy
                 where id = :id
                """);
        for (var ruled : all) {
            batch.bind("id", ruled.id().value())
                    .bind("verdict", ruled.verdict())
                    .bind("since", ruled.since())
                    .bind("lookedAt", ruled.lastLookedAt())
                    .bind("reason", ruled.reason())
                    .bind("votedBy", ruled.votedBy())
                    .add();
        }
        batch.execute();
    }

    /// When the server itself looks again at each; empty when its regular slot will do.
    void plan(Handle handle, Map<MonitorId, Optional<Instant>> rechecks) {
        var batch = handle.prepareBatch("""
                update monitor
                   set recheck_at = :at
                 where id = :id
                """);
        rechecks.forEach((id, at) -> batch.bind("id", id.value()).bind("at", at).add());
        batch.execute();
    }

    private static Ballot ballot(ResultSet row) throws SQLException {
        return new Ballot(
                new Location(row.getString("location")),
                new Standing(
                        Verdict.valueOf(row.getString("verdict")),
                        instant(row, "verdict_since"),
                        run(row, "answering"),
                        run(row, "prompt")),
                instant(row, "last_looked_at"),
                instant(row, "heard_since"),
                row.getString("last_reason"));
    }

    private static Standing.Run run(ResultSet row, String name) throws SQLException {
        return new Standing.Run(row.getBoolean(name), row.getInt(name + "_length"), instant(row, name + "_since"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
