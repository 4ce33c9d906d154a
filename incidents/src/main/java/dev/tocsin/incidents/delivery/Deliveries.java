package dev.tocsin.incidents.delivery;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
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
    /// Finds a row where [#missReceiptsDue] has something to do at `:now`.
    public static final String RECEIPTS_DUE = ReceiptStore.MISSED;

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    /// At one try every two minutes, about a day.
    private static final int LAST_ATTEMPT = 720;

    private static final int AT_ONCE = 64;

    private final Database database;
    private final InstantSource clock;
    private final Routes routes;
    private final List<DeliveryListener> listeners;
    private final DeliveryStore store = new DeliveryStore();
    private final AttemptStore attempts = new AttemptStore();
    private final ReceiptStore receipts = new ReceiptStore();
    private final Map<Medium, Semaphore> free = new EnumMap<>(Medium.class);

    /// One thing that became known; `attempt` is 0 for a carrier's receipt.
    public record Attempt(
            Instant at, int attempt, String provider, Optional<String> providerId, String state, String reason) {}

    /// @param channels the one way out for each medium; asked anew each time, for settings change
    public Deliveries(
            Database database,
            InstantSource clock,
            Supplier<Map<Medium, Channel>> channels,
            List<DeliveryListener> listeners) {
        this(database, clock, Routes.single(clock, channels), listeners);
    }

    public Deliveries(Database database, InstantSource clock, Routes routes, List<DeliveryListener> listeners) {
        this.database = database;
        this.clock = clock;
        this.routes = routes;
        this.listeners = List.copyOf(listeners);
        for (var medium : Medium.values()) {
            free.put(medium, new Semaphore(AT_ONCE));
        }
    }

    /// Finds a row where [#sendDue] has something to do at `:now`.
    public static String due(Medium medium) {
        return DeliveryStore.due(medium);
    }

    /// Claims what is due on `medium` and sends each message on a thread of its own, 64 at a time, so that a
    /// provider who hangs on one holds up no other, and no more than its provider's rate allows. Returns when all
    /// is claimed or the rest has to wait; [#awaitSent] waits for what was claimed.
    public void sendDue(Medium medium) {
        var now = clock.instant();
        var permits = permits(medium);
        database.transact(handle -> store.releaseExpired(handle, now));
        int allowed;
        int claimed;
        do {
            permits.acquireUninterruptibly();
            var taken = 1 + permits.drainPermits();
            var route = routes.of(medium);
            allowed = route.map(one -> one.allowance(taken)).orElse(taken);
            permits.release(taken - allowed);
            claimed = allowed == 0 ? 0 : claimAndSend(medium, permits, allowed, now);
            var unused = allowed - claimed;
            route.ifPresent(one -> one.giveBack(unused));
        } while (allowed > 0 && claimed == allowed);
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

    /// Asks the failing providers whose time has come whether they work again, and has what waited for them leave at
    /// once. Blocks for 20 s at most for each.
    public void askProvidersDue() {
        for (var medium : Medium.values()) {
            if (routes.of(medium).filter(Route::askDue).isPresent()) {
                database.run(handle -> {
                    store.resume(handle, medium, clock.instant());
                    Wakes.signal(handle, Outbox.wake(medium));
                });
            }
        }
    }

    /// Looks for accepted messages whose carrier should have said by now whether they arrived.
    public void missReceiptsDue() {
        var now = clock.instant();
        int missed;
        do {
            missed = database.transact(handle -> {
                var silent = receipts.miss(handle, now, AT_ONCE);
                for (var one : silent) {
                    var words = "no receipt within %d s".formatted(one.waited().toSeconds());
                    attempts.record(
                            handle, one.id(), now, 0, "receipt", Optional.empty(), DeliveryState.ACCEPTED, words);
                    listeners.forEach(
                            listener -> listener.unconfirmed(handle, one.id(), one.medium(), one.waited(), now));
                }
                return silent.size();
            });
        } while (missed == AT_ONCE);
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
    public void received(DeliveryId id, String providerId, DeliveryState state, String reason, boolean stopped) {
        var now = clock.instant();
        database.run(handle -> {
            store.promote(handle, id, state, providerId, reason, now)
                    .ifPresent(medium ->
                            tell(handle, new DeliveryListener.Movement(id, medium, state, reason, stopped, now)));
            if (state != DeliveryState.ACCEPTED) {
                receipts.came(handle, id);
            }
            if (store.state(handle, id).isPresent()) {
                attempts.record(handle, id, now, 0, "receipt", Optional.of(providerId), state, reason);
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
        return attempts.of(handle, id);
    }

    /// Where it stands now.
    /// @throws IllegalStateException when there is no such delivery
    public DeliveryState state(Handle handle, DeliveryId id) {
        return store.state(handle, id).orElseThrow(() -> new IllegalStateException("there is no delivery " + id));
    }

    private Semaphore permits(Medium medium) {
        return Objects.requireNonNull(free.get(medium), "every medium has its permits");
    }

    private void send(DeliveryStore.Claimed claimed) {
        Database.requireNoTransaction();
        var delivery = claimed.delivery();
        var medium = delivery.message().medium();
        var route = routes.of(medium);
        if (route.isEmpty()) {
            settle(delivery, Sent.nowhere("no channel for " + medium.word()));
            return;
        }
        try {
            settle(delivery, route.get().send(delivery, claimed.unknownSince()));
        } catch (RuntimeException fault) {
            brokeOff(delivery, route.get().name(), fault);
        }
    }

    /// A channel that throws has a fault of ours, and the message may have left. A database that is away has none:
    /// the lease runs out and the delivery is looked into again.
    private void brokeOff(Delivery delivery, String provider, RuntimeException fault) {
        if (Database.isUnavailable(fault)) {
            log.warn(
                    "delivery {} is settled when the database is back",
                    delivery.id().value());
            return;
        }
        log.error("delivery {} by {} broke off", delivery.id().value(), provider, fault);
        var outcome = new Outcome.Unknown("our own fault: " + fault.getMessage());
        settle(delivery, new Sent(provider, outcome, Optional.empty(), false));
    }

    private void settle(Delivery delivery, Sent sent) {
        var now = clock.instant();
        var id = delivery.id();
        var medium = delivery.message().medium();
        var settlement = settlement(delivery.attempt(), sent, now);
        if (settlement.state() != DeliveryState.ACCEPTED) {
            log.warn(
                    "delivery {} by {} is {}: {}",
                    id.value(),
                    sent.provider(),
                    settlement.state().word(),
                    settlement.reason());
        }
        database.run(handle -> {
            var moved = store.settle(handle, delivery, settlement, now);
            moved.ifPresent(state -> tell(
                    handle,
                    new DeliveryListener.Movement(id, medium, state, settlement.reason(), sent.stopped(), now)));
            attempts.record(
                    handle,
                    id,
                    now,
                    delivery.attempt(),
                    sent.provider(),
                    settlement.providerId(),
                    moved.orElse(settlement.state()),
                    settlement.reason());
            if (settlement.state() == DeliveryState.ACCEPTED) {
                sent.receiptWithin().ifPresent(within -> receipts.expect(handle, id, within));
            }
            if (sent.stalled()
                    && moved.filter(DeliveryState.PENDING::equals).isPresent()
                    && store.stall(handle, id, now)) {
                listeners.forEach(listener -> listener.stalled(handle, id, medium, settlement.reason(), now));
            }
        });
    }

    private static DeliveryStore.Settlement settlement(int attempt, Sent sent, Instant now) {
        var provider = sent.provider();
        var again = now.plus(Backoff.after(attempt, RandomGenerator.getDefault().nextDouble()));
        var onceMore = attempt < LAST_ATTEMPT ? DeliveryState.PENDING : DeliveryState.FAILED;
        return switch (sent.outcome()) {
            case Outcome.Accepted(var id) ->
                new DeliveryStore.Settlement(DeliveryState.ACCEPTED, provider, Optional.of(id), "", false, now);
            case Outcome.Postponed(var reason, var _) ->
                new DeliveryStore.Settlement(onceMore, provider, Optional.empty(), reason, false, again);
            case Outcome.Unknown(var reason) ->
                new DeliveryStore.Settlement(onceMore, provider, Optional.empty(), reason, true, again);
            case Outcome.Refused(var reason, var _) ->
                new DeliveryStore.Settlement(DeliveryState.FAILED, provider, Optional.empty(), reason, false, now);
        };
    }

    private void tell(Handle handle, DeliveryListener.Movement movement) {
        listeners.forEach(listener -> listener.moved(handle, movement));
    }
}
