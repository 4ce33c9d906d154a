package dev.tocsin.monitor;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How many looks are under way at each host. One that hangs fills its own measure and no more: its further looks wait
/// for a while and are then left out, and all others go on.
public final class Crowds {
    private final int most;
    private final Duration patience;
    private final ConcurrentHashMap<String, Crowd> crowds = new ConcurrentHashMap<>();

    /// Those who look at one host or wait to; `there` counts both.
    private record Crowd(Semaphore places, int there) {
        Crowd plus(int change) {
            return new Crowd(places, there + change);
        }
    }

    /// @param most looks at one host at the same time
    /// @param patience how long a look waits for its turn, in the order of coming
    public Crowds(int most, Duration patience) {
        this.most = most;
        this.patience = patience;
    }

    /// Waits while `host` has its measure. False when that took too long; after true, [#leave] must follow.
    public boolean enter(String host) {
        var crowd = Objects.requireNonNull(crowds.compute(
                host, (_, before) -> before == null ? new Crowd(new Semaphore(most, true), 1) : before.plus(1)));
        var entered = false;
        try {
            entered = crowd.places().tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            if (!entered) {
                goAway(host);
            }
        }
        return entered;
    }

    public void leave(String host) {
        Objects.requireNonNull(crowds.get(host)).places().release();
        goAway(host);
    }

    private void goAway(String host) {
        crowds.computeIfPresent(host, (_, before) -> before.there() == 1 ? null : before.plus(-1));
    }
}
