package dev.tocsin.statuspage.subscribers;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Addresses of webhooks that wait to be confirmed.
final class HookStore {

    record Waiting(Way way, String address) {}

    /// By the beginning of the hash of its token.
    Optional<Waiting> waiting(Handle handle, String hash, Instant now) {
        return handle.createQuery("""
                        select channel, address
                          from subscriber_confirmation
                         where starts_with(hash, :hash)
                           and expires_at > :now
                        """)
                .bind("hash", hash)
                .bind("now", now)
                .map((row, _) -> new Waiting(Way.of(row.getString("channel")), row.getString("address")))
                .findOne();
    }
}
