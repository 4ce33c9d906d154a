package dev.tocsin.monitor.inventory;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `monitor_request`.
final class RequestStore {

    /// How it was answered when it came before.
    Optional<Outcome> answered(Handle handle, Request request, Instant notBefore) {
        return handle.createQuery("""
                        select fingerprint, monitor_id, version, answer
                          from monitor_request
                         where caller = :caller
                           and key = :key
                           and at >= :notBefore
                        """)
                .bind("caller", request.caller())
                .bind("key", request.key())
                .bind("notBefore", notBefore)
                .<Outcome>map((row, _) -> row.getString("fingerprint").equals(request.fingerprint())
                        ? new Outcome.Created(
                                row.getLong("monitor_id"), row.getLong("version"), row.getString("answer"))
                        : new Outcome.KeyTaken())
                .findOne();
    }

    void remember(Handle handle, Request request, Outcome.Created created, Instant now) {
        handle.createUpdate("""
                        insert into monitor_request (caller, key, at, fingerprint, monitor_id, version, answer)
                        values (:caller, :key, :now, :fingerprint, :monitor, :version, :answer)
                        """)
                .bind("caller", request.caller())
                .bind("key", request.key())
                .bind("now", now)
                .bind("fingerprint", request.fingerprint())
                .bind("monitor", created.id())
                .bind("version", created.version())
                .bind("answer", created.answer())
                .execute();
    }

    void forget(Handle handle, Instant before) {
        handle.createUpdate("delete from monitor_request where at < :before")
                .bind("before", before)
                .execute();
    }
}
