package dev.tocsin.incidents.contact;

import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.Medium;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `contact`.
final class ContactStore {

    /// All of which something is known.
    List<Contact> all(Handle handle) {
        return handle.createQuery("""
                        select *
                          from contact
                         where verified_at is not null
                            or stopped_at is not null
                        """).map((row, _) -> contact(row)).list();
    }

    Optional<Contact> find(Handle handle, Medium medium, String address) {
        return handle.createQuery("""
                        select *
                          from contact
                         where medium = :medium
                           and address = :address
                        """)
                .bind("medium", medium.word())
                .bind("address", address)
                .map((row, _) -> contact(row))
                .findOne();
    }

    /// False when it was stopped before.
    boolean stop(Handle handle, Medium medium, String address, String reason, Instant at) {
        return handle.createUpdate("""
                                insert into contact (medium, address, stopped_at, stop_reason)
                                values (:medium, :address, :at, :reason)
                                on conflict (medium, address)
                                do update set stopped_at = excluded.stopped_at, stop_reason = excluded.stop_reason
                                        where contact.stopped_at is null
                                """)
                        .bind("medium", medium.word())
                        .bind("address", address)
                        .bind("reason", reason)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    /// False when it was not stopped.
    boolean start(Handle handle, Medium medium, String address) {
        return handle.createUpdate("""
                                update contact
                                   set stopped_at = null, stop_reason = ''
                                 where medium = :medium
                                   and address = :address
                                   and stopped_at is not null
                                """)
                        .bind("medium", medium.word())
                        .bind("address", address)
                        .execute()
                == 1;
    }

    void verify(Handle handle, Medium medium, String address, Instant at) {
        handle.createUpdate("""
                        insert into contact (medium, address, verified_at)
                        values (:medium, :address, :at)
                        on conflict (medium, address) do update set verified_at = excluded.verified_at
                        """)
                .bind("medium", medium.word())
                .bind("address", address)
                .bind("at", at)
                .execute();
    }

    /// Counts one help more; false when there were `most` already.
    boolean help(Handle handle, Medium medium, String address, int most) {
        return handle.createUpdate("""
                                insert into contact (medium, address, helped)
                                values (:medium, :address, 1)
                                on conflict (medium, address) do update set helped = contact.helped + 1
                                        where contact.helped < :most
                                """)
                        .bind("medium", medium.word())
                        .bind("address", address)
                        .bind("most", most)
                        .execute()
                == 1;
    }

    void helpAnew(Handle handle, Medium medium, String address) {
        handle.createUpdate("""
                        update contact
                           set helped = 0
                         where medium = :medium
                           and address = :address
                           and helped > 0
                        """)
                .bind("medium", medium.word())
                .bind("address", address)
                .execute();
    }

    Optional<String> recipient(Handle handle, DeliveryId delivery) {
        return handle.createQuery("""
                        select recipient
                          from delivery
                         where id = :id
                        """)
                .bind("id", delivery.value())
                .mapTo(String.class)
                .findOne();
    }

    private static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                Medium.valueOf(row.getString("medium").toUpperCase(Locale.ROOT)),
                row.getString("address"),
                instant(row, "verified_at"),
                instant(row, "stopped_at"),
                row.getString("stop_reason"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
