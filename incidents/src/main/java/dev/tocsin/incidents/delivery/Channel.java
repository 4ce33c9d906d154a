package dev.tocsin.incidents.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A way out of the house. An adapter does not throw: it turns whatever the provider answers into an [Outcome]
/// and keeps the provider's code in its text.
public interface Channel {

    /// The provider's name for ledgers and metrics: `twilio`, `smtp`, `console`.
    String provider();

    /// Hands `delivery` to the provider. Blocks for 20 s at most; refuses to run inside a transaction.
    Outcome send(Delivery delivery);

    /// Asks the provider whether a message with this reference left since `since`, after an attempt whose outcome is
    /// unknown. Empty means "not found, or this provider cannot tell". Blocks for 20 s at most.
    Optional<Outcome.Accepted> find(Message message, Instant since);

    /// How soon after an accepted message the carrier says whether it arrived. Empty where nobody ever does, and
    /// acceptance is all that can be known.
    default Optional<Duration> receiptWithin() {
        return Optional.empty();
    }

    /// Asks, without sending anything, whether the provider would take messages from us. Blocks for 20 s at most.
    default boolean works() {
        return true;
    }
}
