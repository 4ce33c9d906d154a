package dev.tocsin.incidents.delivery;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Who wants to know how a delivery fares; the packages above implement it.
public interface DeliveryListener {

    /// Called inside the transaction that moves the delivery to `state`. `reason` is the provider's own words, empty
    /// when all went well.
    void moved(Handle handle, DeliveryId id, DeliveryState state, String reason, Instant at);
}
