package dev.tocsin.monitor;

import dev.tocsin.db.MovableClock;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/// A [Timer] that the test moves: tasks run on the test's own thread, in order, each at its own instant.
public final class ManualTimer implements Timer {
    private final MovableClock clock;
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::when).thenComparingLong(Task::number));
    private long count;

    private record Task(Instant when, long number, Runnable work) {}

    public ManualTimer(MovableClock clock) {
        this.clock = clock;
    }

    @Override
    public void at(Instant when, Runnable task) {
        tasks.add(new Task(when, count++, task));
    }

    /// Moves the clock to `end` and runs what falls due on the way.
    public void advanceTo(Instant end) {
        while (!tasks.isEmpty() && !tasks.peek().when().isAfter(end)) {
            var next = tasks.poll();
            if (next.when().isAfter(clock.instant())) {
                clock.set(next.when());
            }
            next.work().run();
        }
        clock.set(end);
    }
}
