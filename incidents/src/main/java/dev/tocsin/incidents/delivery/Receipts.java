package dev.tocsin.incidents.delivery;

/// Takes the carrier's receipts as they come, in any order and before or after the send was settled.
public interface Receipts {

    /// The carrier's word on the delivery that the callback's address named. Only `ACCEPTED`, `DELIVERED`,
    /// `UNDELIVERED` and `FAILED` come here.
    void received(DeliveryId id, String providerId, DeliveryState state, String reason);
}
