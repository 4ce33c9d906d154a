package dev.tocsin.incidents.delivery;

import dev.tocsin.db.Wakes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Where messages are put together with the fact that caused them. They leave after the commit.
public final class Outbox {
    private final DeliveryStore store = new DeliveryStore();
    private final ReceiptStore receipts = new ReceiptStore();
    private final WaitingStore waiting = new WaitingStore();

    /// A message that waits for its time.
    public record Waiting(DeliveryId id, Instant dueAt) {}

    /// Puts `message` in line, to leave at `dueAt`.
    public DeliveryId enqueue(Handle handle, Message message, Priority priority, Instant now, Instant dueAt) {
        var id = store.insert(handle, message, priority, now, dueAt);
        Wakes.signal(handle, wake(message.medium()));
        return id;
    }

    /// Takes back everything about `topic` that has not begun to leave. One that is leaving at this moment cannot be
    /// taken back, but will not be tried again.
    public void withdraw(Handle handle, String topic, Instant now) {
        store.withdraw(handle, topic, now);
        receipts.forget(handle, topic);
    }

    /// The same for these messages alone.
    public void withdraw(Handle handle, List<DeliveryId> ids, Instant now) {
        store.withdraw(handle, ids, now);
        receipts.forget(handle, ids);
    }

    /// The last message about `topic` for this recipient that waits for `from` or later; it may be reworded until
    /// the commit.
    public Optional<Waiting> lastWaiting(Handle handle, String topic, Medium medium, String recipient, Instant from) {
        return waiting.last(handle, topic, medium, recipient, from);
    }

    /// Gives a waiting message other words; false when it has begun to leave.
    public boolean reword(Handle handle, DeliveryId id, String subject, String text) {
        return waiting.reword(handle, id, subject, text);
    }

    /// Takes back one message that has not begun to leave.
    public void withdraw(Handle handle, DeliveryId id, Instant now) {
        waiting.withdraw(handle, id, now);
    }

    /// Takes the words out of messages that need not be sent again: what they say is kept elsewhere, sealed.
    public void forgetWords(Handle handle, DeliveryId id) {
        waiting.forgetWords(handle, id);
    }

    /// Makes a waiting message due now.
    public void hasten(Handle handle, DeliveryId id, Instant now) {
        store.hasten(handle, id, now).ifPresent(medium -> Wakes.signal(handle, wake(medium)));
    }

    /// The wake for the sender of `medium`.
    public static String wake(Medium medium) {
        return "send-" + medium.word();
    }
}
