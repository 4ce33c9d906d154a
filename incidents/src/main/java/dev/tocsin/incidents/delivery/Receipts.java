package dev.tocsin.incidents.delivery;

/// Takes the carrier's receipts as they come, in any order and before or after the send was settled.
public interface Receipts {

    /// The carrier's word on the delivery that the callback's address named. Only `ACCEPTED`, `DELIVERED`,
    /// `UNDELIVERED` and `FAILED` come here. `stopped`: the person asked for no more messages.
    void received(DeliveryId id, String providerId, DeliveryState state, String reason, boolean stopped);

    /// The same where the person asked for nothing.
    default void received(DeliveryId id, String providerId, DeliveryState state, String reason) {
        received(id, providerId, state, reason, false);
    }
}
