package dev.tocsin.incidents.contact;

import dev.tocsin.incidents.delivery.Medium;
import java.time.Instant;
import java.util.Optional;

/// What is known of an address: when its owner proved that they read it, and since when nothing is sent there, and why.
public record Contact(
        Medium medium, String address, Optional<Instant> verifiedAt, Optional<Instant> stoppedAt, String stopReason) {

    /// Of an address that nothing has become known of.
    static Contact unknown(Medium medium, String address) {
        return new Contact(medium, address, Optional.empty(), Optional.empty(), "");
    }

    public boolean stopped() {
        return stoppedAt.isPresent();
    }
}
