package dev.tocsin.incidents.delivery;

/// What a provider did with a message.
public sealed interface Outcome {

    /// Accepted for delivery; `providerId` finds it again in the provider's own log.
    record Accepted(String providerId) implements Outcome {}

    /// Worth another try. `blame` says whether another provider may do better.
    record Postponed(String reason, Blame blame) implements Outcome {

        /// Of this message alone: another one may leave at once.
        public Postponed(String reason) {
            this(reason, Blame.MESSAGE);
        }
    }

    /// It may have got through, or not: the answer never came. The provider is asked before the next try.
    record Unknown(String reason) implements Outcome {}

    /// Will fail again in the same way: wrong number, blocked sender. A human must mend the address. `stopped`: the
    /// person asked us to send nothing more.
    record Refused(String reason, boolean stopped) implements Outcome {

        public Refused(String reason) {
            this(reason, false);
        }
    }

    /// What a try failed of.
    enum Blame {
        /// Something about this message: a greylisted mail, a carrier's full queue.
        MESSAGE,
        /// The provider wants fewer messages at a time.
        PACE,
        /// The provider cannot be reached, or does not work.
        PROVIDER,
        /// Our account there does not work; it will not mend itself within seconds.
        ACCOUNT
    }
}
