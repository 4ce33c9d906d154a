package dev.tocsin.app.schedule;

import dev.tocsin.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares this node's clock with the database's: each minute, and at once when it was set.
public final class ClockWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration JUMP = Duration.ofMillis(250);
    private static final int SAMPLES = 3;

    private final Database database;
    private final String node;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final TriggerStore store = new TriggerStore();
    private volatile ClockState state = new ClockState.InStep(Duration.ZERO);
    private List<TriggerKey> strays = List.of();
    private long comparedAt;
    private Instant wall = Instant.EPOCH;
    private long wallAt;
    private boolean compared;

    /// @param nanos a clock that only runs forward, such as `System::nanoTime`
    public ClockWatch(Database database, String node, InstantSource clock, LongSupplier nanos) {
        this.database = database;
        this.node = node;
        this.clock = clock;
        this.nanos = nanos;
    }

    /// How the clock stood at the last comparison; right before the first.
    public ClockState state() {
        return state;
    }

    /// The rounds that were found to be due minutes ahead at the last comparison. Answered once.
    List<TriggerKey> strays() {
        var found = strays;
        strays = List.of();
        return found;
    }

    /// Compares when a minute has passed or the clock was set. To be called every second; blocks on the database.
    /// An answer that took long says little: the quickest of three counts.
    public void compareDue() {
        var now = nanos.getAsLong();
        if (compared && now - comparedAt < EVERY.toNanos() && !wasSet(now)) {
            return;
        }
        compare();
        comparedAt = now;
        compared = true;
        wall = clock.instant();
        wallAt = nanos.getAsLong();
    }

    private boolean wasSet(long now) {
        var expected = wall.plusNanos(now - wallAt);
        return Duration.between(expected, clock.instant()).abs().compareTo(JUMP) > 0;
    }

    private void compare() {
        record Sample(Duration ahead, Duration uncertainty) {}
        var next = database.transact(handle -> {
            var best = new Sample(Duration.ZERO, Duration.ofDays(1));
            for (var i = 0; i < SAMPLES; i++) {
                var before = clock.instant();
                var began = nanos.getAsLong();
                var theirs = store.databaseTime(handle);
                var half = Duration.ofNanos((nanos.getAsLong() - began) / 2);
                if (half.compareTo(best.uncertainty()) < 0) {
                    best = new Sample(Duration.between(theirs, before.plus(half)), half);
                }
            }
            return ClockState.of(
                    best.ahead(), best.uncertainty(), store.isAnotherInStep(handle, node, store.databaseTime(handle)));
        });
        tell(state, next);
        state = next;
        if (next.mayWork()) {
            var limit = clock.instant().plus(EVERY);
            strays = database.transact(handle -> store.farAhead(handle, limit));
        }
    }

    private static void tell(ClockState before, ClockState now) {
        if (now.getClass() == before.getClass()) {
            return;
        }
        if (now instanceof ClockState.InStep) {
            LOG.info("the clock {}", now.words());
        } else {
            LOG.warn("the clock {}", now.words());
        }
    }
}
