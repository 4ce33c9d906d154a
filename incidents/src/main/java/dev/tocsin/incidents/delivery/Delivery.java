package dev.tocsin.incidents.delivery;

import java.time.Instant;

/// One message on its way. `attempt` counts from 1; `claimedAt` is when this attempt began.
public record Delivery(DeliveryId id, Message message, int attempt, Instant claimedAt) {

    /// The same message, saying that it may have come before.
    Delivery again() {
        return new Delivery(id, message.again(), attempt, claimedAt);
    }
}
