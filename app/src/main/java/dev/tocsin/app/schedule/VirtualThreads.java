package dev.tocsin.app.schedule;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.quartz.spi.ThreadPool;

/// Runs Quartz's jobs on virtual threads, `size` of them at a time at most.
final class VirtualThreads implements ThreadPool {
    private final int size;
    private final Semaphore free;
    private final Duration patience;
    private volatile boolean stopped;

    /// On shutdown, jobs at work get `patience` to end.
    VirtualThreads(int size, Duration patience) {
        this.size = size;
        this.free = new Semaphore(size);
        this.patience = patience;
    }

    @Override
    public boolean runInThread(Runnable job) {
        if (stopped || !free.tryAcquire()) {
            return false;
        }
        Thread.ofVirtual().name("job").start(() -> {
            try {
                job.run();
            } finally {
                free.release();
            }
        });
        return true;
    }

    /// Quartz's one scheduling thread alone takes permits, so what is free now is still free when it asks.
    @Override
    public int blockForAvailableThreads() {
        while (!stopped) {
            if (acquired(1, Duration.ofMillis(200))) {
                free.release();
                return free.availablePermits();
            }
        }
        return 0;
    }

    @Override
    public void shutdown(boolean waitForJobsToComplete) {
        stopped = true;
        if (waitForJobsToComplete && acquired(size, patience)) {
            free.release(size);
        }
    }

    @Override
    public int getPoolSize() {
        return size;
    }

    @Override
    public void initialize() {}

    @Override
    public void setInstanceId(String id) {}

    @Override
    public void setInstanceName(String name) {}

    private boolean acquired(int permits, Duration patience) {
        try {
            return free.tryAcquire(permits, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
