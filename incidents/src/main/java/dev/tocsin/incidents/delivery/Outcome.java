package dev.tocsin.incidents.delivery;

/// What a provider did with a message.
public sealed interface Outcome {

    /// Accepted for delivery; `providerId` finds it again in the provider's own log.
    record Accepted(String providerId) implements Outcome {}

    /// Worth another try: rate limit, time-out, the provider's own outage.
    record Postponed(String reason) implements Outcome {}

    /// It may have got through, or not: the answer never came. The provider is asked before the next try.
    record Unknown(String reason) implements Outcome {}

    /// Will fail again in the same way: wrong number, blocked sender. A human must mend the address.
    record Refused(String reason) implements Outcome {}
}
