package dev.tocsin.monitor.heartbeat;

import dev.tocsin.monitor.MonitorId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The rows of `heartbeat_call`.
final class CallStore {
    /// How many calls of a job are kept.
    static final int KEPT = 100;

    /// Whose address it is; empty for nobody's. Calls of one job come one after the other from here on.
    Optional<MonitorId> lock(Handle handle, TokenHash hash) {
        return handle.createQuery("""
                        select monitor_id
                          from heartbeat
                         where token_hash = :hash
                           for no key update
                        """)
                .bind("hash", hash.bytes())
                .mapTo(Long.class)
                .findOne()
                .map(MonitorId::new);
    }

    /// Keeps a call, and drops the oldest where there are too many. A clock that was set back does not turn their
    /// order.
    void insert(Handle handle, MonitorId id, Instant now, Signal signal, Optional<UUID> run, Optional<String> body) {
        handle.createUpdate("""
                        insert into heartbeat_call (monitor_id, at, signal, exit_code, run_id, body)
                        values (:id,
                                greatest(:now, (select max(at) from heartbeat_call where monitor_id = :id)),
                                :signal, :exitCode, :run, :body)
                        """)
                .bind("id", id.value())
                .bind("now", now)
                .bind("signal", signal.word())
                .bind("exitCode", signal.exitCode())
                .bind("run", run)
                .bind("body", body)
                .execute();
        handle.createUpdate("""
                        delete from heartbeat_call
                         where monitor_id = :id
                           and id <= (select id
                                        from heartbeat_call
                                       where monitor_id = :id
                                       order by id desc
                                      offset :kept
                                       limit 1)
                        """).bind("id", id.value()).bind("kept", KEPT).execute();
    }

    /// All that is kept, the oldest first.
    List<Call> all(Handle handle, MonitorId id) {
        return handle.createQuery("""
                        select id, at, signal, exit_code, run_id, body
                          from heartbeat_call
                         where monitor_id = :id
                         order by id
                        """)
                .bind("id", id.value())
                .map(HeartbeatStore::call)
                .list();
    }

    /// Drops what was said before `before`, but for the last `least` calls of a job that is watched: without them
    /// it would seem never to have called.
    int dropBefore(Handle handle, Instant before, int least) {
        return handle.createUpdate("""
                        delete from heartbeat_call as old
                         where at < :before
                           and not exists (select 1
                                             from heartbeat
                                            where heartbeat.monitor_id = old.monitor_id
                                              and :least > (select count(*)
                                                              from heartbeat_call as later
                                                             where later.monitor_id = old.monitor_id
                                                               and later.id > old.id))
                        """)
                .bind("before", before)
                .bind("least", least)
                .execute();
    }
}
