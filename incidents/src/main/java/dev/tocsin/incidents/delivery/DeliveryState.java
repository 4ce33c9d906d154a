package dev.tocsin.incidents.delivery;

/// Where a delivery stands. The order is the rank: a late or repeated receipt never moves a delivery to a lower one.
public enum DeliveryState {
    /// Waits for its time.
    PENDING,
    /// Claimed by a worker; the lease says until when.
    SENDING,
    /// The provider took it. Nobody has confirmed that it arrived.
    ACCEPTED,
    /// The carrier says it did not arrive.
    UNDELIVERED,
    /// It will never arrive.
    FAILED,
    /// The carrier says that it arrived.
    DELIVERED,
    /// Withdrawn before it left: the matter was settled.
    SUPPRESSED;

    /// The word used in JSON, SQL and metrics.
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
