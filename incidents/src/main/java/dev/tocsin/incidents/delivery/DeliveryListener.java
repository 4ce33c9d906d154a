package dev.tocsin.incidents.delivery;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Who wants to know how a delivery fares; the packages above implement it.
public interface DeliveryListener {

    /// A delivery came to `state`. `reason` holds the provider's own words, and is empty when all went well.
    record Movement(DeliveryId id, Medium medium, DeliveryState state, String reason, Instant at) {}

    /// Called inside the transaction that moves the delivery.
    void moved(Handle handle, Movement movement);
}
