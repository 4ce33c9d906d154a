package dev.tocsin.incidents.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Who wants to know how a delivery fares; the packages above implement it. All are called inside the transaction
/// that writes the fact down.
public interface DeliveryListener {

    /// A delivery came to `state`. `reason` holds the provider's own words, and is empty when all went well.
    /// `stopped`: the person asked for no more messages at this contact.
    record Movement(DeliveryId id, Medium medium, DeliveryState state, String reason, boolean stopped, Instant at) {}

    void moved(Handle handle, Movement movement);

    /// A message was accepted `waited` ago, and the carrier has not said whether it arrived. It may still say so.
    default void unconfirmed(Handle handle, DeliveryId id, Medium medium, Duration waited, Instant at) {}

    /// No provider for `medium` takes a message at the moment, for `reason`. Told once for each delivery, which is
    /// tried on.
    default void stalled(Handle handle, DeliveryId id, Medium medium, String reason, Instant at) {}
}
