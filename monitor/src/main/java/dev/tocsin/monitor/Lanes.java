package dev.tocsin.monitor;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How many looks are under way in all. What was slow to answer the last time looks from a lane of its own, so that
/// thousands of silent targets hold up each other and never one that answers.
public final class Lanes {
    /// Whoever took so long is slow until it was quicker.
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final int width;
    private final Duration patience;
    private final Semaphore quick;
    private final Semaphore slow;

    /// The place of one look; closed when the look is over.
    public record Place(Semaphore lane) implements AutoCloseable {

        @Override
        public void close() {
            lane.release();
        }
    }

    /// @param width looks at the same time in either lane
    /// @param patience how long a look waits for its place, in the order of coming
    public Lanes(int width, Duration patience) {
        this.width = width;
        this.patience = patience;
        quick = new Semaphore(width, true);
        slow = new Semaphore(width, true);
    }

    /// Whether the next look at what was `seen` belongs among the slow.
    public static boolean isSlow(Observation seen) {
        return seen.evidence().timings().total().compareTo(SLOW) >= 0;
    }

    /// Waits for a place; empty when that took too long.
    public Optional<Place> enter(boolean amongTheSlow) {
        var lane = amongTheSlow ? slow : quick;
        try {
            return lane.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
                    ? Optional.of(new Place(lane))
                    : Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Waits until all looks are over, for `longest` at most.
    public void awaitEmpty(Duration longest) throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        for (var lane : new Semaphore[] {quick, slow}) {
            var _ = lane.tryAcquire(width, end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }
}
