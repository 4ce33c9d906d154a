package dev.tocsin.monitor;

import dev.tocsin.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The walk over the shards. A round claims in one statement what falls due before the end of the next round, then
/// looks at every target at its exact instant, each on a virtual thread. Because a round is claimed ahead, the
/// scheduler's own delay never makes a look late.
public final class Rounds {
    /// How often each shard is walked.
    public static final Duration ROUND = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);
    private static final int LOOKS_AT_ONCE = 2_000;
    private static final int LOOKS_AT_A_HOST = 64;
    private static final Duration CATCH_UP_PACE = Duration.ofMillis(5);

    private final Database database;
    private final Monitors monitors;
    private final Probers probers;
    private final Settling settling;
    private final Timer timer;
    private final InstantSource clock;
    private final LookMeter meter;
    private final int shards;
    private final MonitorStore store = new MonitorStore();
    private final Lapses lapses;
    private final Semaphore atOnce = new Semaphore(LOOKS_AT_ONCE);
    private final Crowds crowds = new Crowds(LOOKS_AT_A_HOST);

    public Rounds(
            Database database,
            Monitors monitors,
            Probers probers,
            Settling settling,
            VerdictListener listener,
            Timer timer,
            InstantSource clock,
            LookMeter meter,
            int shards) {
        this.database = database;
        this.monitors = monitors;
        this.probers = probers;
        this.settling = settling;
        this.timer = timer;
        this.clock = clock;
        this.meter = meter;
        this.shards = shards;
        this.lapses = new Lapses(monitors, listener);
        settling.onRecheck(this::recheckLater);
    }

    /// Walks one shard. Waits for the database only.
    public void walk(int shard) {
        // The schedule counts in milliseconds, here as in the rows.
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var horizon = now.plus(ROUND).plus(ROUND);
        record Claimed(List<Claim> slots, List<MonitorId> forgotten) {}
        var claimed = database.transact(handle -> {
            lapses.lapseDue(handle, shard, now);
            store.resetSlotsFarAhead(handle, shard, horizon);
            return new Claimed(
                    store.claim(handle, shard, horizon), store.claimForgottenRechecks(handle, shard, now.minus(ROUND)));
        });
        meter.claimed(shard);
        monitors.ensureKnown(claimed.slots().stream().map(Claim::id).toList());
        var late = new ArrayList<Claim>();
        for (var claim : claimed.slots()) {
            var plan = claim.plan(now, horizon);
            plan.instants().forEach(slot -> lookAt(claim.id(), slot));
            meter.missed(plan.missed());
            if (plan.late()) {
                late.add(claim);
            }
        }
        catchUp(late, now);
        claimed.forgotten().forEach(id -> timer.at(now, () -> lookNow(id, now, probers::lookAgain)));
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
        var monitor = monitors.watched(id).orElse(null);
        if (monitor == null) {
            return;
        }
        var host = monitor.probe().host();
        if (!crowds.enter(host)) {
            meter.missed(1);
            return;
        }
        atOnce.acquireUninterruptibly();
        try {
            var lateness = Duration.between(slot, clock.instant());
            meter.began(lateness);
            settling.add(new Look(id, lateness, look.apply(monitor)));
        } catch (RuntimeException bug) {
            log.error("the look at {} broke off", monitor.name(), bug);
        } finally {
            atOnce.release();
            crowds.leave(host);
        }
    }
}
