package dev.tocsin.monitor;

import dev.tocsin.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The walk over the shards. A round claims in one statement what falls due before the end of the next round, then
/// looks at every target at its exact instant, each on a virtual thread. Because a round is claimed ahead, the
/// scheduler's own delay never makes a look late.
public final class Rounds implements AutoCloseable {
    /// How often each shard is walked.
    public static final Duration ROUND = Duration.ofSeconds(5);

    /// How far ahead a walk takes slots.
    static final Duration AHEAD = ROUND.multipliedBy(2);

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);
    private static final int LOOKS_AT_ONCE = 2_000;
    private static final int LOOKS_AT_A_HOST = 64;
    private static final Duration CATCH_UP_PACE = Duration.ofMillis(5);
    private static final Duration LAST_LOOKS = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String STOOD_STILL = "we stood still meanwhile, or our clock was set";

    private final Database database;
    private final Monitors monitors;
    private final Probers probers;
    private final Settling settling;
    private final Timer timer;
    private final InstantSource clock;
    private final LookMeter meter;
    private final int shards;
    private final UUID node;
    private final MonitorStore store = new MonitorStore();
    private final Stopgap stopgap = new Stopgap();
    private final Lapses lapses;
    private final Lanes lanes = new Lanes(LOOKS_AT_ONCE, ROUND);
    private final Crowds crowds = new Crowds(LOOKS_AT_A_HOST, ROUND);
    private volatile Instant refusedAt = Instant.EPOCH;

    /// @param node the name under which this process claims, see [HandOver]
    public Rounds(
            Database database,
            Monitors monitors,
            Probers probers,
            Settling settling,
            VerdictListener listener,
            Timer timer,
            InstantSource clock,
            LookMeter meter,
            int shards,
            UUID node) {
        this.database = database;
        this.monitors = monitors;
        this.probers = probers;
        this.settling = settling;
        this.timer = timer;
        this.clock = clock;
        this.meter = meter;
        this.shards = shards;
        this.node = node;
        this.lapses = new Lapses(monitors, listener);
        settling.onRecheck(this::recheckLater);
    }

    /// What one walk took from a shard, and when.
    private record Walked(Instant now, Instant horizon, List<Claim> slots, List<MonitorId> forgotten) {}

    /// Walks one shard. Waits for the database only.
    public void walk(int shard) {
        Walked walked;
        try {
            walked = claim(shard);
        } catch (RuntimeException fault) {
            refusedAt = clock.instant();
            throw fault;
        }
        meter.claimed(shard);
        monitors.ensureKnown(walked.slots().stream().map(Claim::id).toList());
        var late = new ArrayList<Claim>();
        for (var row : walked.slots()) {
            // What we took while the database was away may not be settled yet, and the row not know of it.
            var claim = stopgap.takenUpTo(row.id(), walked.now()).map(row::from).orElse(row);
            var plan = claim.plan(walked.now(), walked.horizon());
            plan.instants().forEach(slot -> lookAt(claim.id(), slot));
            stopgap.took(claim.id(), claim.next(walked.horizon()), claim.every());
            meter.missed(plan.missed());
            if (plan.late()) {
                late.add(claim);
            }
        }
        catchUp(late, walked.now());
        walked.forgotten().forEach(id -> timer.at(walked.now(), () -> lookNow(id, walked.now(), probers::lookAgain)));
    }

    private Walked claim(int shard) {
        return database.transact(handle -> {
            // Read as late as can be: a process that stood still must not act on an old time. The schedule counts
            // in milliseconds, here as in the rows.
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            var horizon = now.plus(AHEAD);
            // Looks that wait to be settled have yet to tell how long somebody looked.
            if (settling.waiting().isEmpty()) {
                lapses.lapseDue(handle, shard, now);
            }
            store.resetSlotsFarAhead(handle, shard, horizon);
            return new Walked(
                    now,
                    horizon,
                    store.claim(handle, shard, horizon, node),
                    store.claimForgottenRechecks(handle, shard, now.minus(ROUND)));
        });
    }

    /// While the database is away nobody can claim: then this node goes on with the monitors that it looked at
    /// last, and the looks are there to be settled when it comes back. To be called every other second; waits for
    /// the database for seconds at most.
    public void lookOn() {
        var ending = stopgap.endingBefore(clock.instant().plus(ROUND));
        if (ending.isEmpty()) {
            return;
        }
        if (serves()) {
            // Whoever walked their shards since has them.
            stopgap.forget(ending);
            return;
        }
        var now = clock.instant();
        stopgap.take(ending, now, now.plus(AHEAD)).forEach((id, slots) -> slots.forEach(slot -> lookAt(id, slot)));
    }

    /// Whether looks can be claimed and settled now, as far as we know.
    private boolean serves() {
        if (settling.waiting().isPresent() || refusedAt.plus(AHEAD).isAfter(clock.instant())) {
            return false;
        }
        try {
            return database.transact(handle ->
                    handle.createQuery("select true").mapTo(Boolean.class).one());
        } catch (RuntimeException fault) {
            if (Database.isUnavailable(fault)) {
                return false;
            }
            throw fault;
        }
    }

    /// Walks all shards at once, for what was handed over. Waits for the database only.
    public void walkAll() {
        for (var shard = 0; shard < shards; shard++) {
            walk(shard);
        }
    }

    /// Looks at `id` now, beside its slots, because there is news of it. Returns at once.
    public void lookSoon(MonitorId id) {
        lookAt(id, clock.instant());
    }

    /// Looks soon at what nobody looked at in time, paced so that a restart with many monitors is no flood: all shards
    /// together begin one look every 5 ms, and each monitor still gets its look within one interval.
    private void catchUp(List<Claim> late, Instant now) {
        for (var i = 0; i < late.size(); i++) {
            var claim = late.get(i);
            var paced = CATCH_UP_PACE.multipliedBy((long) i * shards);
            lookAt(claim.id(), now.plus(paced.compareTo(claim.every()) < 0 ? paced : claim.every()));
        }
    }

    private void recheckLater(Collection<MonitorId> ids, Instant at) {
        timer.at(
                at,
                () -> database.transact(handle -> store.claimRechecks(handle, ids, at))
                        .forEach(id -> timer.at(at, () -> lookNow(id, at, probers::lookAgain))));
    }

    private void lookAt(MonitorId id, Instant slot) {
        timer.at(slot, () -> lookNow(id, slot, probers::look));
    }

    private void lookNow(MonitorId id, Instant slot, Function<Monitor, Observation> look) {
        var monitor = monitors.definition(id)
                .filter(known -> known.vantage().holds(Location.HERE))
                .orElse(null);
        if (monitor == null) {
            return;
        }
        var host = monitor.probe().host();
        if (!crowds.enter(host)) {
            meter.missed(1);
            return;
        }
        try (var place = lanes.enter(monitors.wasSlow(id)).orElse(null)) {
            if (place == null) {
                meter.missed(1);
                return;
            }
            var began = clock.instant();
            var lateness = Duration.between(slot, began);
            meter.began(lateness);
            var taken = new Look(id, lateness, look.apply(monitor));
            var lasted = Duration.between(began, clock.instant());
            settling.add(stoodStill(lasted, monitor) ? taken.doubted(STOOD_STILL) : taken);
        } catch (RuntimeException bug) {
            log.error("the look at {} broke off", monitor.name(), bug);
        } finally {
            crowds.leave(host);
        }
    }

    /// No look lasts longer than its time-out, so it was us: the process was stopped, the machine slept, or its
    /// clock was set.
    private static boolean stoodStill(Duration lasted, Monitor monitor) {
        return lasted.isNegative() || lasted.compareTo(monitor.timeout().plus(PATIENCE)) > 0;
    }

    /// Waits for the looks under way, 3 s at most; nothing must begin any more. What has not ended by then is left
    /// to whoever takes over.
    @Override
    public void close() {
        try {
            lanes.awaitEmpty(LAST_LOOKS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
