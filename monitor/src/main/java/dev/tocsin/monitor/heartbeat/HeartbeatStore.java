package dev.tocsin.monitor.heartbeat;

import dev.tocsin.monitor.MonitorId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.result.RowView;

/// The rows of `heartbeat`, and the calls as they are judged.
final class HeartbeatStore {
    private static final GenericType<Optional<Integer>> CODE = new GenericType<>() {};
    private static final GenericType<Optional<UUID>> RUN = new GenericType<>() {};
    private static final GenericType<Optional<String>> BODY = new GenericType<>() {};

    /// A heartbeat as it is stored: its monitor's name and the hash of its token.
    record Stored(String name, TokenHash hash) {}

    /// Stops watching all but `ids`: their addresses are good no more.
    void keepOnly(Handle handle, Collection<MonitorId> ids) {
        handle.createUpdate("""
                        delete from heartbeat
                         where not (monitor_id = any(:ids))
                        """).bindArray("ids", Long.class, values(ids)).execute();
    }

    void upsert(Handle handle, MonitorId id, TokenHash hash, String rhythm, Instant now) {
        handle.createUpdate("""
                        insert into heartbeat as old (monitor_id, token_hash, rhythm, watched_from, rhythm_since, judge_at)
                        values (:id, :hash, :rhythm, :now, :now, :now)
                        on conflict (monitor_id) do update
                           set token_hash = excluded.token_hash,
                               rhythm = excluded.rhythm,
                               rhythm_since = case
                                   when old.rhythm = excluded.rhythm then old.rhythm_since
                                   else excluded.rhythm_since
                               end,
                               judge_at = excluded.judge_at
                        """)
                .bind("id", id.value())
                .bind("hash", hash.bytes())
                .bind("rhythm", rhythm)
                .bind("now", now)
                .execute();
    }

    Optional<MonitorId> find(Handle handle, String name) {
        return handle.createQuery("""
                        select monitor_id
                          from heartbeat
                          join monitor on monitor.id = monitor_id
                         where name = :name
                        """)
                .bind("name", name)
                .mapTo(Long.class)
                .findOne()
                .map(MonitorId::new);
    }

    boolean isKnown(Handle handle, MonitorId id) {
        return handle.createQuery("""
                        select count(*) = 1
                          from heartbeat
                         where monitor_id = :id
                        """)
                .bind("id", id.value())
                .mapTo(Boolean.class)
                .one();
    }

    List<Stored> all(Handle handle) {
        return handle.createQuery("""
                        select name, token_hash
                          from heartbeat
                          join monitor on monitor.id = monitor_id
                         order by name
                        """)
                .map((row, _) -> new Stored(row.getString("name"), TokenHash.stored(row.getBytes("token_hash"))))
                .list();
    }

    /// Takes those among `ids` whose time to be judged has come; what another node has taken meanwhile is left
    /// out.
    List<MonitorId> claimDue(Handle handle, Collection<MonitorId> ids, Instant now, int most) {
        return handle.createQuery("""
                        select monitor_id
                          from heartbeat
                         where judge_at <= :now
                           and monitor_id = any(:ids)
                         order by judge_at
                         limit :most
                           for no key update skip locked
                        """)
                .bind("now", now)
                .bindArray("ids", Long.class, values(ids))
                .bind("most", most)
                .map((row, _) -> new MonitorId(row.getLong("monitor_id")))
                .list();
    }

    void judgeAt(Handle handle, MonitorId id, Optional<Instant> at) {
        handle.createUpdate("""
                        update heartbeat
                           set judge_at = :at
                         where monitor_id = :id
                        """).bind("id", id.value()).bind("at", at).execute();
    }

    /// What is known of the job, with the beginnings of what it sent along.
    History history(Handle handle, MonitorId id) {
        var since = handle.createQuery("""
                        select rhythm_since
                          from heartbeat
                         where monitor_id = :id
                        """)
                .bind("id", id.value())
                .mapTo(Instant.class)
                .one();
        var calls = handle.createQuery("""
                        select id, at, signal, exit_code, run_id, left(body, 500) as body
                          from heartbeat_call
                         where monitor_id = :id
                           and at >= (select watched_from from heartbeat where monitor_id = :id)
                         order by id
                        """)
                .bind("id", id.value())
                .map(HeartbeatStore::call)
                .list();
        return new History(since, calls);
    }

    static Call call(RowView row) {
        var code = row.getColumn("exit_code", CODE);
        var kind = Signal.Kind.valueOf(row.getColumn("signal", String.class).toUpperCase(Locale.ROOT));
        return new Call(
                row.getColumn("id", Long.class),
                row.getColumn("at", Instant.class),
                new Signal(kind, code),
                row.getColumn("run_id", RUN),
                row.getColumn("body", BODY));
    }

    private static List<Long> values(Collection<MonitorId> ids) {
        return ids.stream().map(MonitorId::value).toList();
    }
}
