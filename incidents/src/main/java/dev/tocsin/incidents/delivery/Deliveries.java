package dev.tocsin.incidents.delivery;

import dev.tocsin.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what is due: claim, commit, send, settle. Delivery is at least once: a crash between send and settle is
/// found by the lease, and the provider is asked before anything leaves a second time.
public final class Deliveries implements Receipts {
    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    /// At one try every two minutes, about a day.
    private static final int LAST_ATTEMPT = 720;

    private static final int AT_ONCE = 64;

    private final Database database;
    private final InstantSource clock;
    private final Supplier<Map<Medium, Channel>> channels;
    private final List<DeliveryListener> listeners;
    private final DeliveryStore store = new DeliveryStore();
    private final Map<Medium, Semaphore> free = new EnumMap<>(Medium.class);

    /// One thing that became known; `attempt` is 0 for a carrier's receipt.
    public record Attempt(
            Instant at, int attempt, String provider, Optional<String> providerId, String state, String reason) {}

    /// @param channels the way out for each medium; asked anew each time, for settings change
    public Deliveries(
            Database database,
            InstantSource clock,
            Supplier<Map<Medium, Channel>> channels,
            List<DeliveryListener> listeners) {
        this.database = database;
        this.clock = clock;
        this.channels = channels;
        this.listeners = List.copyOf(listeners);
        for (var medium : Medium.values()) {
            free.put(medium, new Semaphore(AT_ONCE));
        }
    }

    /// Claims what is due on `medium` and sends each message on a thread of its own, 64 at a time, so that a provider
    /// who hangs on one holds up no other. Returns when all is claimed; [#awaitSent] waits for the rest.
    public void sendDue(Medium medium) {
        var now = clock.instant();
        var permits = permits(medium);
        database.transact(handle -> store.releaseExpired(handle, now));
        int taken;
        int claimed;
        do {
            permits.acquireUninterruptibly();
            taken = 1 + permits.drainPermits();
            claimed = claimAndSend(medium, permits, taken, now);
        } while (claimed == taken);
    }

    /// Uses up as many of the `taken` permits as there are messages due, and gives back the others at once.
    private int claimAndSend(Medium medium, Semaphore permits, int taken, Instant now) {
        var claimed = List.<DeliveryStore.Claimed>of();
        try {
            claimed = database.transact(handle -> store.claim(handle, medium, taken, now, now.plus(LEASE)));
        } finally {
            permits.release(taken - claimed.size());
        }
        claimed.forEach(one -> Thread.startVirtualThread(() -> {
            try {
                send(one);
            } finally {
                permits.release();
            }
        }));
        return claimed.size();
    }

    /// Takes back at once what a predecessor had claimed and did not settle, instead of waiting for its lease.
    /// Only for a process that knows itself to be alone on its database.
    public void takeOver() {
        var now = clock.instant();
        database.run(handle -> store.expireLeases(handle, now));
    }

    /// Waits until nothing is being sent; false when that takes longer than `patience`.
    public boolean awaitSent(Duration patience) throws InterruptedException {
        for (var permits : free.values()) {
            if (!permits.tryAcquire(AT_ONCE, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            permits.release(AT_ONCE);
        }
        return true;
    }

    @Override
    public void received(DeliveryId id, String providerId, DeliveryState state, String reason) {
        var now = clock.instant();
        database.run(handle -> {
            store.promote(handle, id, state, providerId, reason, now)
                    .ifPresent(medium -> tell(handle, new DeliveryListener.Movement(id, medium, state, reason, now)));
            if (store.exists(handle, id)) {
                store.record(handle, id, now, 0, "receipt", Optional.of(providerId), state, reason);
            }
        });
    }

    /// How long the oldest message waits past its time; zero when none does.
    public Duration oldestWait() {
        var now = clock.instant();
        return database.transact(handle -> store.oldestDue(handle, now))
                .map(due -> Duration.between(due, now))
                .orElse(Duration.ZERO);
    }

    /// Everything that became known of a delivery, in the order in which we learned it.
    public List<Attempt> attempts(Handle handle, DeliveryId id) {
        return store.attempts(handle, id);
    }

    private Semaphore permits(Medium medium) {
        return Objects.requireNonNull(free.get(medium), "every medium has its permits");
    }

    private void send(DeliveryStore.Claimed claimed) {
        Database.requireNoTransaction();
        var delivery = claimed.delivery();
        var message = delivery.message();
        var channel = channels.get().get(message.medium());
        if (channel == null) {
            settle(
                    delivery,
                    "none",
                    new Outcome.Postponed("no channel for " + message.medium().word()));
            return;
        }
        try {
            // Before anything leaves a second time the provider is asked whether the first has arrived.
            var sentBefore = claimed.unknownSince().flatMap(since -> channel.find(message, since));
            var outcome = sentBefore
                    .<Outcome>map(accepted -> accepted)
                    .orElseGet(() -> channel.send(claimed.unknownSince().isPresent() ? again(delivery) : delivery));
            settle(delivery, channel.provider(), outcome);
        } catch (RuntimeException fault) {
            brokeOff(delivery, channel, fault);
        }
    }

    /// A channel that throws has a fault of ours, and the message may have left. A database that is away has none: the
    /// lease runs out and the delivery is looked into again.
    private void brokeOff(Delivery delivery, Channel channel, RuntimeException fault) {
        if (Database.isUnavailable(fault)) {
            log.warn(
                    "delivery {} is settled when the database is back",
                    delivery.id().value());
            return;
        }
        log.error("delivery {} by {} broke off", delivery.id().value(), channel.provider(), fault);
        settle(delivery, channel.provider(), new Outcome.Unknown("our own fault: " + fault.getMessage()));
    }

    /// The same message, saying that it may have come before.
    private static Delivery again(Delivery delivery) {
        var message = delivery.message();
        return new Delivery(
                delivery.id(),
                new Message(
                        message.medium(),
                        message.recipient(),
                        message.subject(),
                        "(again) " + message.text(),
                        message.html(),
                        message.topic(),
                        message.reference()),
                delivery.attempt(),
                delivery.claimedAt());
    }

    private void settle(Delivery delivery, String provider, Outcome outcome) {
        var now = clock.instant();
        var settlement = settlement(delivery.attempt(), provider, outcome, now);
        if (settlement.state() != DeliveryState.ACCEPTED) {
            log.warn(
                    "delivery {} by {} is {}: {}",
                    delivery.id().value(),
                    provider,
                    settlement.state().word(),
                    settlement.reason());
        }
        database.run(handle -> {
            var moved = store.settle(handle, delivery, settlement, now);
            var medium = delivery.message().medium();
            moved.ifPresent(state -> tell(
                    handle, new DeliveryListener.Movement(delivery.id(), medium, state, settlement.reason(), now)));
            store.record(
                    handle,
                    delivery.id(),
                    now,
                    delivery.attempt(),
                    provider,
                    settlement.providerId(),
                    moved.orElse(settlement.state()),
                    settlement.reason());
        });
    }

    private static DeliveryStore.Settlement settlement(int attempt, String provider, Outcome outcome, Instant now) {
        var again = now.plus(Backoff.after(attempt, RandomGenerator.getDefault().nextDouble()));
        var onceMore = attempt < LAST_ATTEMPT ? DeliveryState.PENDING : DeliveryState.FAILED;
        return switch (outcome) {
            case Outcome.Accepted(var id) ->
                new DeliveryStore.Settlement(DeliveryState.ACCEPTED, provider, Optional.of(id), "", false, now);
            case Outcome.Postponed(var reason) ->
                new DeliveryStore.Settlement(onceMore, provider, Optional.empty(), reason, false, again);
            case Outcome.Unknown(var reason) ->
                new DeliveryStore.Settlement(onceMore, provider, Optional.empty(), reason, true, again);
            case Outcome.Refused(var reason) ->
                new DeliveryStore.Settlement(DeliveryState.FAILED, provider, Optional.empty(), reason, false, now);
        };
    }

    private void tell(Handle handle, DeliveryListener.Movement movement) {
        listeners.forEach(listener -> listener.moved(handle, movement));
    }
}
