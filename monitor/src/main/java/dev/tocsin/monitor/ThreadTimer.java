package dev.tocsin.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A [Timer] by one waiting thread that starts a virtual thread for each task, so that no task waits for another.
public final class ThreadTimer implements Timer, AutoCloseable {
    private final InstantSource clock;
    // What is asked for after the end is forgotten like what was asked for before.
    private final ScheduledExecutorService waiting = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("timer").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());

    public ThreadTimer(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void at(Instant when, Runnable task) {
        var delay = Duration.between(clock.instant(), when);
        var _ = waiting.schedule(() -> Thread.startVirtualThread(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Forgets what is still to come; tasks that run go on.
    @Override
    public void close() {
        waiting.shutdownNow();
    }
}
