package dev.tocsin.incidents.delivery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A provider as this node has come to know it: whether it works, and how many messages it may be handed now. Used
/// by many threads; nothing waits while the lock is held.
final class Provider {
    private static final Logger log = LoggerFactory.getLogger(Provider.class);

    private final Channel channel;
    private Optional<Bucket> bucket;
    private Circuit circuit = Circuit.WORKING;
    private Optional<ProviderTrouble> trouble = Optional.empty();

    Provider(Way way, Instant now) {
        channel = way.channel();
        bucket = way.ratePerSecond().isPresent()
                ? Optional.of(Bucket.full(way.ratePerSecond().getAsInt(), now))
                : Optional.empty();
    }

    String name() {
        return channel.provider();
    }

    synchronized boolean failing() {
        return circuit.failing();
    }

    /// What is wrong, while it is failing.
    synchronized Optional<ProviderTrouble> trouble() {
        return trouble;
    }

    synchronized int allowance(int wanted, Instant now) {
        if (bucket.isEmpty()) {
            return wanted;
        }
        var grant = bucket.get().take(wanted, now);
        bucket = Optional.of(grant.after());
        return grant.messages();
    }

    synchronized void giveBack(int unused) {
        bucket = bucket.map(known -> known.giveBack(unused));
    }

    synchronized void overdraw(Instant now) {
        bucket = bucket.map(known -> known.overdrawn(now));
    }

    /// Hands `delivery` over. It stalls here when another provider may do better.
    Sent send(Delivery delivery, InstantSource clock) {
        var outcome = channel.send(delivery);
        learn(outcome, clock.instant());
        return sent(outcome, mayDoBetterElsewhere(outcome));
    }

    Optional<Sent> find(Message message, Instant since) {
        return channel.find(message, since).map(accepted -> sent(accepted, false));
    }

    /// Asks whether it works again, when the time has come; true when it does.
    boolean askDue(InstantSource clock) {
        if (!mayAsk(clock.instant()) || !channel.works()) {
            return false;
        }
        answered();
        log.info("{} works again", name());
        return true;
    }

    private Sent sent(Outcome outcome, boolean stalled) {
        return new Sent(name(), outcome, channel.receiptWithin(), stalled);
    }

    private boolean mayDoBetterElsewhere(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _, Outcome.Refused _ -> false;
            case Outcome.Unknown _ -> true;
            case Outcome.Postponed postponed ->
                switch (postponed.blame()) {
                    case MESSAGE -> false;
                    case PACE -> failing();
                    case PROVIDER, ACCOUNT -> true;
                };
        };
    }

    private synchronized void learn(Outcome outcome, Instant now) {
        var before = circuit;
        circuit = before.after(outcome, now);
        if (!circuit.failing()) {
            trouble = Optional.empty();
        } else if (!before.failing()) {
            trouble = Optional.of(new ProviderTrouble(name(), now, reason(outcome)));
            log.warn("{} is failing and left out until it answers: {}", name(), reason(outcome));
        }
    }

    private synchronized boolean mayAsk(Instant now) {
        var due = circuit.askDue(now);
        if (due) {
            circuit = circuit.asking(now);
        }
        return due;
    }

    private synchronized void answered() {
        circuit = circuit.answered();
        trouble = Optional.empty();
    }

    private static String reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> "";
            case Outcome.Postponed postponed -> postponed.reason();
            case Outcome.Unknown unknown -> unknown.reason();
            case Outcome.Refused refused -> refused.reason();
        };
    }
}
