package dev.tocsin.incidents.contact;

import dev.tocsin.incidents.delivery.Medium;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `contact_code`.
final class CodeStore {

    record Code(String salt, String hash, Instant expiresAt, int attempts) {}

    /// In the place of an earlier one; false when that was sent after `earliest`.
    boolean put(
            Handle handle,
            Medium medium,
            String address,
            String salt,
            String hash,
            Instant now,
            Instant expiresAt,
            Instant earliest) {
        return handle.createUpdate("""
                                insert into contact_code (medium, address, salt, hash, sent_at, expires_at)
                                values (:medium, :address, :salt, :hash, :now, :expires)
                                on conflict (medium, address)
                                do update set salt = excluded.salt, hash = excluded.hash, sent_at = excluded.sent_at,
                                              expires_at = excluded.expires_at, attempts = 0
                                        where contact_code.sent_at <= :earliest
                                """)
                        .bind("medium", medium.word())
                        .bind("address", address)
                        .bind("salt", salt)
                        .bind("hash", hash)
                        .bind("now", now)
                        .bind("expires", expiresAt)
                        .bind("earliest", earliest)
                        .execute()
                == 1;
    }

    /// The code, with this attempt counted.
    Optional<Code> attempt(Handle handle, Medium medium, String address) {
        return handle.createQuery("""
                        update contact_code
                           set attempts = attempts + 1
                         where medium = :medium
                           and address = :address
                        returning salt, hash, expires_at, attempts
                        """)
                .bind("medium", medium.word())
                .bind("address", address)
                .map((row, _) -> new Code(
                        row.getString("salt"),
                        row.getString("hash"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        row.getInt("attempts")))
                .findOne();
    }

    void forget(Handle handle, Medium medium, String address) {
        handle.createUpdate("""
                        delete from contact_code
                         where medium = :medium
                           and address = :address
                        """)
                .bind("medium", medium.word())
                .bind("address", address)
                .execute();
    }
}
