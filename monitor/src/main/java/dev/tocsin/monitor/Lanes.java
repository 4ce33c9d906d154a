package dev.tocsin.monitor;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How many looks are under way in all. What was slow to answer the last time looks from a lane of its own, so that
/// thousands of silent targets hold up each other and never one that answers.
public final class Lanes {
    /// Whoever took so long is slow until it was quicker.
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final int width;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Semaphore quick;
    private final Semaphore slow;
    private final Set<String> slowOnes = ConcurrentHashMap.newKeySet();

    /// The place of one look; closed when the look is over.
    public final class Place implements AutoCloseable {
        private final Semaphore lane;
        private final String target;
        private final long began = nanoTime.getAsLong();

        private Place(Semaphore lane, String target) {
            this.lane = lane;
            this.target = target;
        }

        @Override
        public void close() {
            if (nanoTime.getAsLong() - began >= SLOW.toNanos()) {
                slowOnes.add(target);
            } else {
                slowOnes.remove(target);
            }
            lane.release();
        }
    }

    /// @param width looks at the same time in either lane
    /// @param patience how long a look waits for its place, in the order of coming
    public Lanes(int width, Duration patience, LongSupplier nanoTime) {
        this.width = width;
        this.patience = patience;
        this.nanoTime = nanoTime;
        quick = new Semaphore(width, true);
        slow = new Semaphore(width, true);
    }

    /// Waits for a place; empty when that took too long.
    public Optional<Place> enter(String target) {
        var lane = slowOnes.contains(target) ? slow : quick;
        try {
            return lane.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
                    ? Optional.of(new Place(lane, target))
                    : Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Waits until all looks are over, for `longest` in either lane at most.
    public void awaitEmpty(Duration longest) throws InterruptedException {
        var _ = quick.tryAcquire(width, longest.toNanos(), TimeUnit.NANOSECONDS);
        var _ = slow.tryAcquire(width, longest.toNanos(), TimeUnit.NANOSECONDS);
    }
}
