package dev.tocsin.db;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread that does one kind of work whenever it is woken, one run at a time. Any number of wakes during a
/// run make one run more.
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final String work;
    private final Runnable run;
    private final Semaphore wakes = new Semaphore(0);
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;

    Worker(String work, Runnable run) {
        this.work = work;
        this.run = run;
        thread = Thread.ofVirtual().name("wake-" + work).start(this::workUntilStopped);
    }

    void wake() {
        wakes.release();
    }

    long failures() {
        return failures.get();
    }

    /// No run begins after this; one that is under way goes on.
    void stop() {
        stopping = true;
        wakes.release();
    }

    /// Waits for the run under way, `limit` at most, and then interrupts it. Call [#stop()] first.
    void awaitEnd(Duration limit) {
        try {
            if (limit.isPositive() && thread.join(limit)) {
                return;
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("{} is still at work and is cut off; what it has claimed is taken up again after its lease", work);
            thread.interrupt();
        }
    }

    private void workUntilStopped() {
        while (!stopping) {
            wakes.acquireUninterruptibly();
            wakes.drainPermits();
            if (!stopping) {
                attempt();
            }
        }
    }

    private void attempt() {
        try {
            run.run();
        } catch (RuntimeException | Error fault) {
            // The edge of a job: whatever it was, the next wake or sweep finds the row still due.
            failures.incrementAndGet();
            if (Database.isUnavailable(fault)) {
                LOG.debug("{} waits for the database", work, fault);
            } else {
                LOG.error("{} failed and goes on at the next wake", work, fault);
            }
        }
    }
}
