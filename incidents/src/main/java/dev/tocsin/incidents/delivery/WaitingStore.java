package dev.tocsin.incidents.delivery;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of `delivery` that wait for their time and may still be changed.
final class WaitingStore {

    /// Of those about `topic` that leave at `from` or later the last one. It is locked: no worker takes it before
    /// the commit.
    Optional<Outbox.Waiting> last(Handle handle, String topic, Medium medium, String recipient, Instant from) {
        return handle.createQuery("""
                        select id, due_at
                          from delivery
                         where topic = :topic
                           and state = 'pending'
                           and attempts = 0
                           and medium = :medium
                           and recipient = :recipient
                           and due_at >= :from
                         order by due_at desc
                         limit 1
                           for no key update skip locked
                        """)
                .bind("topic", topic)
                .bind("medium", medium.word())
                .bind("recipient", recipient)
                .bind("from", from)
                .map((row, _) -> new Outbox.Waiting(
                        new DeliveryId(row.getLong("id")),
                        row.getObject("due_at", OffsetDateTime.class).toInstant()))
                .findOne();
    }

    boolean reword(Handle handle, DeliveryId id, String subject, String text) {
        return handle.createUpdate("""
                                update delivery
                                   set subject = :subject, body = :text
                                 where id = :id
                                   and state = 'pending'
                                """)
                        .bind("id", id.value())
                        .bind("subject", subject)
                        .bind("text", text)
                        .execute()
                == 1;
    }

    void withdraw(Handle handle, DeliveryId id, Instant now) {
        handle.createUpdate("""
                        update delivery
                           set state = 'suppressed', settled_at = :now, withdrawn = true
                         where id = :id
                           and state = 'pending'
                        """).bind("id", id.value()).bind("now", now).execute();
    }

    void forgetWords(Handle handle, DeliveryId id) {
        handle.createUpdate("""
                        update delivery
                           set body = '', html = null, subject = ''
                         where id = :id
                           and state not in ('pending', 'sending')
                        """).bind("id", id.value()).execute();
    }
}
