package dev.tocsin.statuspage.subscribers;

import dev.tocsin.incidents.delivery.DeliveryListener;
import dev.tocsin.incidents.delivery.DeliveryState;
import org.jdbi.v3.core.Handle;

/// Learns from what becomes of messages: an address that is gone, or refuses again and again, is written to no more;
/// whoever answers STOP has left.
public final class Receipts implements DeliveryListener {
    private static final int MOST_FAILURES = 5;
    private static final String GONE = "answered 410";

    private final SubscriberStore store = new SubscriberStore();
    private final FanOutStore sent = new FanOutStore();

    @Override
    public void moved(Handle handle, Movement movement) {
        var subscriber = sent.subscriberOf(handle, movement.id());
        if (subscriber.isEmpty()) {
            return;
        }
        var id = subscriber.getAsLong();
        if (movement.stopped()) {
            store.end(handle, id, "answered STOP", movement.at());
            return;
        }
        var refused = switch (movement.state()) {
            case FAILED, UNDELIVERED -> true;
            case PENDING, SENDING, ACCEPTED, DELIVERED, SUPPRESSED -> false;
        };
        if (!refused && movement.state() != DeliveryState.ACCEPTED && movement.state() != DeliveryState.DELIVERED) {
            return;
        }
        var failures = store.count(handle, id, refused);
        if (refused && (movement.reason().contains(GONE) || failures >= MOST_FAILURES)) {
            store.end(handle, id, "refused: " + cut(movement.reason()), movement.at());
        }
    }

    private static String cut(String reason) {
        return reason.length() <= 200 ? reason : reason.substring(0, 200);
    }
}
