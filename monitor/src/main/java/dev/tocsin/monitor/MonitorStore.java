package dev.tocsin.monitor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The rows of `monitor`: schedule and standing.
final class MonitorStore {

    /// What settling needs of a row it has locked.
    record Row(MonitorId id, Standing standing, Optional<Instant> lastLookedAt) {

        /// As if it had been settled like this; never looked at is before all time.
        Settled settled() {
            return new Settled(id, standing, lastLookedAt.orElse(Instant.MIN), "", Optional.empty());
        }
    }

    /// Slots beyond the next one are there only when the clock was set back: they would be waited for as long as it was
    /// set back by.
    void resetSlotsFarAhead(Handle handle, int shard, Instant horizon) {
        handle.createUpdate("""
                        update monitor
                           set next_due_at = next_due_at - interval '1 ms' * every_ms
                                   * floor(extract(epoch from next_due_at - :horizon) * 1000 / every_ms)
                         where shard = :shard
                           and retired_at is null
                           and next_due_at > :horizon + interval '1 minute' + interval '1 ms' * every_ms
                        """).bind("shard", shard).bind("horizon", horizon).execute();
    }

    /// Takes every slot of the shard before `horizon` for `node` and moves the schedule on to the first one at or
    /// after it. Slots before a look that was settled since are not answered: somebody looked.
    List<Claim> claim(Handle handle, int shard, Instant horizon, UUID node) {
        return handle.createQuery("""
                        with due as (
                            select id, next_due_at, every_ms,
                                   extract(epoch from last_looked_at - next_due_at) * 1000 / every_ms as looked,
                                   last_looked_at > :horizon as ahead
                              from monitor
                             where shard = :shard
                               and retired_at is null
                               and paused_at is null
                               and next_due_at < :horizon
                               for update skip locked
                        )
                        update monitor
                           set next_due_at = due.next_due_at + interval '1 ms' * due.every_ms
                                   * ceil(extract(epoch from :horizon - due.next_due_at) * 1000 / due.every_ms),
                               claimed_by = :node
                          from due
                         where monitor.id = due.id
                        returning due.id,
                                  due.next_due_at + interval '1 ms' * due.every_ms
                                      * case when ahead then 0 else greatest(0, floor(looked) + 1) end
                                      as next_due_at,
                                  due.every_ms,
                                  monitor.last_looked_at is not null as awaited
                        """)
                .bind("shard", shard)
                .bind("horizon", horizon)
                .bind("node", node)
                .map((row, _) -> new Claim(
                        new MonitorId(row.getLong("id")),
                        instant(row, "next_due_at"),
                        Duration.ofMillis(row.getLong("every_ms")),
                        row.getBoolean("awaited")))
                .list();
    }

    /// Takes the rechecks among `ids` that are due; what another node took meanwhile is left out.
    List<MonitorId> claimRechecks(Handle handle, Collection<MonitorId> ids, Instant now) {
        return handle.createQuery("""
                        with due as (
                            select id
                              from monitor
                             where id = any(:ids)
                               and retired_at is null
                               and paused_at is null
                               and recheck_at <= :now
                             order by id
                               for no key update
                        )
                        update monitor
                           set recheck_at = null
                          from due
                         where monitor.id = due.id
                        returning due.id
                        """)
                .bindArray("ids", Long.class, ids.stream().map(MonitorId::value).toList())
                .bind("now", now)
                .map((row, _) -> new MonitorId(row.getLong("id")))
                .list();
    }

    /// Takes the rechecks of a shard whose own node did not take them by `before`: it has died.
    List<MonitorId> claimForgottenRechecks(Handle handle, int shard, Instant before) {
        return handle.createQuery("""
                        with due as (
                            select id
                              from monitor
                             where shard = :shard
                               and retired_at is null
                               and paused_at is null
                               and recheck_at < :before
                               for no key update skip locked
                        )
                        update monitor
                           set recheck_at = null
                          from due
                         where monitor.id = due.id
                        returning due.id
                        """)
                .bind("shard", shard)
                .bind("before", before)
                .map((row, _) -> new MonitorId(row.getLong("id")))
                .list();
    }

    /// Locks those of `ids` that are watched; looks at all others come too late.
    Map<MonitorId, Row> lock(Handle handle, Collection<MonitorId> ids) {
        return handle
                .createQuery("""
                        select *
                          from monitor
                         where id = any(:ids)
                           and retired_at is null
                           and paused_at is null
                         order by id
                           for no key update
                        """)
                .bindArray("ids", Long.class, ids.stream().map(MonitorId::value).toList())
                .map((row, _) -> row(row))
                .stream()
                .collect(Collectors.toMap(Row::id, row -> row));
    }

    /// Rows of the shard with a verdict that nobody has looked after for two intervals, locked.
    List<Row> unattended(Handle handle, int shard, Instant now) {
        return handle.createQuery("""
                        select *
                          from monitor
                         where shard = :shard
                           and retired_at is null
                           and verdict <> 'UNKNOWN'
                           and last_looked_at < :now - interval '1 ms' * 2 * every_ms
                         order by id
                           for no key update skip locked
                        """)
                .bind("shard", shard)
                .bind("now", now)
                .map((row, _) -> row(row))
                .list();
    }

    /// A standing to be written; `recheckAt` is empty when the regular slot will do.
    record Settled(MonitorId id, Standing standing, Instant lookedAt, String reason, Optional<Instant> recheckAt) {

        /// The same, looked at again by `at` at the latest, where that is given.
        Settled lookedAtAgain(Optional<Instant> at) {
            var sooner = recheckAt
                    .filter(known -> at.filter(known::isAfter).isEmpty())
                    .or(() -> at);
            return new Settled(id, standing, lookedAt, reason, sooner);
        }
    }

    void settle(Handle handle, Collection<Settled> all) {
        var batch = handle.prepareBatch("""
                update monitor
                   set verdict = :verdict,
                       verdict_since = :since,
                       answering = :answering,
                       answering_length = :answeringLength,
                       answering_since = :answeringSince,
                       prompt = :prompt,
                       prompt_length = :promptLength,
                       prompt_since = :promptSince,
                       last_looked_at = :lookedAt,
                       last_reason = :reason,
                       recheck_at = :recheckAt
                 where id = :id
                """);
        for (var settled : all) {
            var standing = settled.standing();
            batch.bind("id", settled.id().value())
                    .bind("verdict", standing.verdict())
                    .bind("since", standing.since())
                    .bind("answering", standing.answering().good())
                    .bind("answeringLength", standing.answering().length())
                    .bind("answeringSince", standing.answering().since())
                    .bind("prompt", standing.prompt().good())
                    .bind("promptLength", standing.prompt().length())
                    .bind("promptSince", standing.prompt().since())
                    .bind("lookedAt", settled.lookedAt())
                    .bind("reason", settled.reason())
                    .bind("recheckAt", settled.recheckAt())
                    .add();
        }
        batch.execute();
    }

    List<MonitorState> states(Handle handle, Collection<String> names) {
        return handle.createQuery("""
                        select *
                          from monitor
                         where retired_at is null
                           and name = any (:names)
                         order by name
                        """)
                .bindArray("names", String.class, List.copyOf(names))
                .map((row, _) -> new MonitorState(
                        new MonitorId(row.getLong("id")),
                        row.getString("name"),
                        Duration.ofMillis(row.getLong("every_ms")),
                        standing(row),
                        optionalInstant(row, "last_looked_at"),
                        row.getString("last_reason"),
                        instant(row, "created_at")))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(new MonitorId(row.getLong("id")), standing(row), optionalInstant(row, "last_looked_at"));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                Verdict.valueOf(row.getString("verdict")),
                instant(row, "verdict_since"),
                new Standing.Run(
                        row.getBoolean("answering"), row.getInt("answering_length"), instant(row, "answering_since")),
                new Standing.Run(row.getBoolean("prompt"), row.getInt("prompt_length"), instant(row, "prompt_since")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
