package dev.tocsin.statuspage;

import dev.tocsin.monitor.inventory.Request;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `status_request`.
final class RequestStore {
    private static final Duration REMEMBERED = Duration.ofDays(1);

    /// What the same request made when it came before; the inner one is empty when it came with another body.
    Optional<Optional<PublicId>> answered(Handle handle, Request request, Instant now) {
        handle.createUpdate("delete from status_request where at < :before")
                .bind("before", now.minus(REMEMBERED))
                .execute();
        return handle.createQuery("""
                        select fingerprint, subject
                          from status_request
                         where caller = :caller
                           and key = :key
                        """)
                .bind("caller", request.caller())
                .bind("key", request.key())
                .map((row, _) -> Optional.of(Rows.id(row, "subject"))
                        .filter(_ -> fingerprint(row).equals(request.fingerprint())))
                .findOne();
    }

    void remember(Handle handle, Request request, PublicId made, Instant now) {
        handle.createUpdate("""
                        insert into status_request (caller, key, at, fingerprint, subject)
                        values (:caller, :key, :now, :fingerprint, :subject)
                        """)
                .bind("caller", request.caller())
                .bind("key", request.key())
                .bind("now", now)
                .bind("fingerprint", request.fingerprint())
                .bind("subject", made.value())
                .execute();
    }

    private static String fingerprint(ResultSet row) {
        try {
            return row.getString("fingerprint");
        } catch (SQLException fault) {
            throw new IllegalStateException("a remembered request has no fingerprint", fault);
        }
    }
}
