package dev.tocsin.app;

import dev.tocsin.db.Database;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What each node does for itself every few seconds, apart from the cluster's clock.
final class Ticking implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ticking.class);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ticking").daemon().factory());

    /// Runs `work` now and again `pause` after each end. What it throws is logged; the next time comes all the same.
    void every(Duration pause, String name, Runnable work) {
        var _ = thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException fault) {
                        if (Database.isUnavailable(fault)) {
                            log.debug("{} waits for the database", name, fault);
                        } else {
                            log.warn("{} failed and is tried again: {}", name, fault.getMessage());
                        }
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
