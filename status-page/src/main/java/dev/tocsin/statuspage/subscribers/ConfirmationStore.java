package dev.tocsin.statuspage.subscribers;

import dev.tocsin.statuspage.PublicId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What was asked for and is not confirmed, and the bounds of asking.
final class ConfirmationStore {
    private static final Duration DAY = Duration.ofDays(1);

    /// What somebody asked for. `codeHash` where a code is typed.
    record Asked(Way way, String address, Wish wish, String language, Optional<String> codeHash, int attempts) {}

    void put(Handle handle, String hash, Asked asked, Instant now, Instant expiresAt) {
        handle.createUpdate("""
                        insert into subscriber_confirmation
                               (hash, channel, address, components, maintenance_only, matter, least_impact, language,
                                code_hash, created_at, expires_at)
                        values (:hash, :way, :address, :components, :maintenanceOnly, :matter, :least, :language,
                                :code, :now, :expires)
                        """)
                .bind("hash", hash)
                .bind("way", asked.way().word())
                .bind("address", asked.address())
                .bindArray(
                        "components",
                        String.class,
                        asked.wish().components().stream()
                                .map(PublicId::value)
                                .sorted()
                                .toList())
                .bind("maintenanceOnly", asked.wish().maintenanceOnly())
                .bind("matter", asked.wish().matter().map(PublicId::value))
                .bind("least", asked.wish().least().word())
                .bind("language", asked.language())
                .bind("code", asked.codeHash())
                .bind("now", now)
                .bind("expires", expiresAt)
                .execute();
    }

    Optional<Asked> find(Handle handle, String hash, Instant now) {
        return handle.createQuery("""
                        select *
                          from subscriber_confirmation
                         where hash = :hash
                           and expires_at > :now
                        """)
                .bind("hash", hash)
                .bind("now", now)
                .map((row, _) -> asked(row))
                .findOne();
    }

    /// Counts a try at its code.
    void tried(Handle handle, String hash) {
        handle.createUpdate("update subscriber_confirmation set attempts = attempts + 1 where hash = :hash")
                .bind("hash", hash)
                .execute();
    }

    void forget(Handle handle, String hash) {
        handle.createUpdate("delete from subscriber_confirmation where hash = :hash")
                .bind("hash", hash)
                .execute();
    }

    /// What was asked for of this address is not wanted.
    void forgetAll(Handle handle, Way way, String address) {
        handle.createUpdate("delete from subscriber_confirmation where channel = :way and address = :address")
                .bind("way", way.word())
                .bind("address", address)
                .execute();
    }

    void block(Handle handle, String addressHash, Instant until) {
        handle.createUpdate("""
                        insert into subscriber_block (address, until)
                        values (:address, :until)
                            on conflict (address) do update
                           set until = excluded.until
                        """)
                .bind("address", addressHash)
                .bind("until", until)
                .execute();
    }

    boolean isBlocked(Handle handle, String addressHash, Instant now) {
        return handle.createQuery(
                        "select exists (select from subscriber_block where address = :address and until > :now)")
                .bind("address", addressHash)
                .bind("now", now)
                .mapTo(Boolean.class)
                .one();
    }

    void noteRequest(Handle handle, String addressHash, String network, Instant now) {
        handle.createUpdate("insert into subscriber_request (address, network, at) values (:address, :network, :now)")
                .bind("address", addressHash)
                .bind("network", network)
                .bind("now", now)
                .execute();
    }

    int requestsOf(Handle handle, String addressHash, Instant since) {
        return count(handle, "address", addressHash, since);
    }

    int requestsFrom(Handle handle, String network, Instant since) {
        return count(handle, "network", network, since);
    }

    private static int count(Handle handle, String column, String value, Instant since) {
        return handle.createQuery(
                        "select count(*) from subscriber_request where " + column + " = :value and at > :since")
                .bind("value", value)
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    /// Forgets what has no meaning any more.
    void tidy(Handle handle, Instant now) {
        handle.createUpdate("delete from subscriber_confirmation where expires_at <= :now")
                .bind("now", now)
                .execute();
        handle.createUpdate("delete from subscriber_block where until <= :now")
                .bind("now", now)
                .execute();
        handle.createUpdate("delete from subscriber_request where at <= :before")
                .bind("before", now.minus(DAY))
                .execute();
    }

    private static Asked asked(ResultSet row) throws SQLException {
        return new Asked(
                Way.of(row.getString("channel")),
                row.getString("address"),
                SubscriberStore.wish(row),
                row.getString("language"),
                Optional.ofNullable(row.getString("code_hash")),
                row.getInt("attempts"));
    }
}
