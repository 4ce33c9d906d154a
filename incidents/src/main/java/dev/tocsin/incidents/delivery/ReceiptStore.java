package dev.tocsin.incidents.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// What the rows of `delivery` say of receipts that are waited for.
final class ReceiptStore {
    static final String MISSED = """
            select from delivery
             where receipt_due_at <= :now
            """;

    /// A message about which the carrier is silent.
    record Silent(DeliveryId id, Medium medium, Duration waited) {}

    /// From now on the carrier's word is waited for, unless it has spoken already or nobody cares any more.
    void expect(Handle handle, DeliveryId id, Duration within) {
        handle.createUpdate("""
                        update delivery
                           set receipt_due_at = accepted_at + make_interval(secs => :seconds)
                         where id = :id
                           and state = 'accepted'
                           and not withdrawn
                           and receipt_due_at is null
                           and receipt_missed_at is null
                        """)
                .bind("id", id.value())
                .bind("seconds", within.toMillis() / 1_000.0)
                .execute();
    }

    void came(Handle handle, DeliveryId id) {
        handle.createUpdate("""
                        update delivery
                           set receipt_due_at = null
                         where id = :id
                           and receipt_due_at is not null
                        """).bind("id", id.value()).execute();
    }

    /// The matter is settled, so nobody waits for receipts of it.
    void forget(Handle handle, String topic) {
        handle.createUpdate("""
                        update delivery
                           set receipt_due_at = null
                         where topic = :topic
                           and receipt_due_at is not null
                        """).bind("topic", topic).execute();
    }

    void forget(Handle handle, List<DeliveryId> ids) {
        handle.createUpdate("""
                        update delivery
                           set receipt_due_at = null
                         where id = any (:ids)
                           and receipt_due_at is not null
                        """)
                .bindArray(
                        "ids", Long.class, ids.stream().map(DeliveryId::value).toList())
                .execute();
    }

    /// Stops waiting for receipts that are overdue, `limit` at most, and says which.
    List<Silent> miss(Handle handle, Instant now, int limit) {
        return handle.createQuery("""
                        with overdue as (
                            select id, receipt_due_at - accepted_at as waited
                              from delivery
                             where receipt_due_at <= :now
                             order by receipt_due_at
                             limit :limit
                               for no key update skip locked
                        )
                        update delivery
                           set receipt_due_at = null, receipt_missed_at = :now
                          from overdue
                         where delivery.id = overdue.id
                        returning delivery.id, medium, extract(epoch from overdue.waited) as waited
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, _) -> new Silent(
                        new DeliveryId(row.getLong("id")),
                        Medium.valueOf(row.getString("medium").toUpperCase(Locale.ROOT)),
                        Duration.ofMillis(Math.round(row.getDouble("waited") * 1_000))))
                .list();
    }
}
