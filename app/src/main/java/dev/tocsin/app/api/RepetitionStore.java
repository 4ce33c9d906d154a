package dev.tocsin.app.api;

import dev.tocsin.monitor.inventory.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `api_request`.
final class RepetitionStore {
    private static final Duration REMEMBERED = Duration.ofDays(1);

    /// What was said of a request.
    record Said(int status, Optional<String> location, Optional<String> body) {}

    /// A request that came before.
    ///
    /// @param said empty until it was answered
    record Kept(String fingerprint, Optional<Said> said) {}

    /// Makes the request's row; else what there was.
    Optional<Kept> claim(Handle handle, Request request, Instant now) {
        handle.createUpdate("delete from api_request where at < :before")
                .bind("before", now.minus(REMEMBERED))
                .execute();
        var made = handle.createUpdate("""
                        insert into api_request (caller, key, at, fingerprint)
                        values (:caller, :key, :now, :fingerprint)
                        on conflict do nothing
                        """)
                .bind("caller", request.caller())
                .bind("key", request.key())
                .bind("now", now)
                .bind("fingerprint", request.fingerprint())
                .execute();
        return made == 1 ? Optional.empty() : Optional.of(kept(handle, request));
    }

    private static Kept kept(Handle handle, Request request) {
        return handle.createQuery("""
                        select fingerprint, status, location, answer
                          from api_request
                         where caller = :caller
                           and key = :key
                        """)
                .bind("caller", request.caller())
                .bind("key", request.key())
                .map((row, _) -> new Kept(
                        row.getString("fingerprint"),
                        row.getObject("status") == null
                                ? Optional.empty()
                                : Optional.of(new Said(
                                        row.getInt("status"),
                                        Optional.ofNullable(row.getString("location")),
                                        Optional.ofNullable(row.getString("answer"))))))
                .one();
    }

    void answer(Handle handle, Request request, Said said) {
        handle.createUpdate("""
                        update api_request
                           set status = :status,
                               location = :location,
                               answer = :body
                         where caller = :caller
                           and key = :key
                        """)
                .bind("status", said.status())
                .bind("location", said.location())
                .bind("body", said.body())
                .bind("caller", request.caller())
                .bind("key", request.key())
                .execute();
    }

    /// As if it had not come.
    void release(Handle handle, Request request) {
        handle.createUpdate("""
                        delete from api_request
                         where caller = :caller
                           and key = :key
                           and status is null
                        """)
                .bind("caller", request.caller())
                .bind("key", request.key())
                .execute();
    }
}
