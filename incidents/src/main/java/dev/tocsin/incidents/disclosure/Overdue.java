package dev.tocsin.incidents.disclosure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Has mails worked on by threads of their own, so that one that takes for ever holds nothing up. A thread that is late
/// is told to stop, and is counted here until it does: one that listens to nobody keeps a processor busy until the
/// process ends.
final class Overdue {
    /// So many of them, and nothing more is begun.
    static final int MOST = 8;

    /// Whoever listens has stopped by then.
    static final Duration GRACE = Duration.ofSeconds(10);

    private final Map<Thread, Late> late = new ConcurrentHashMap<>();
    private final InstantSource clock;

    private record Late(long mail, Instant since) {}

    Overdue(InstantSource clock) {
        this.clock = clock;
    }

    /// What came of the work; empty when it takes longer than that from when it began.
    ///
    /// @param what names the thread
    <T> Optional<T> within(Duration longest, String what, long mail, Callable<T> work)
            throws InterruptedException, ExecutionException {
        var begun = new CountDownLatch(1);
        var task = new FutureTask<>(() -> {
            begun.countDown();
            return work.call();
        });
        var thread = Thread.ofPlatform().daemon().name(what + "-" + mail).start(task);
        try {
            begun.await();
            return Optional.of(task.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException tooLate) {
            late.put(thread, new Late(mail, clock.instant()));
            return Optional.empty();
        } finally {
            task.cancel(true);
        }
    }

    /// Whether a thread still works on this mail, whose time has been over for a while.
    boolean isAt(long mail) {
        return deaf().containsValue(mail);
    }

    /// How many threads were told to stop and did not.
    int threads() {
        return deaf().size();
    }

    private Map<Thread, Long> deaf() {
        var before = clock.instant().minus(GRACE);
        var deaf = new ConcurrentHashMap<Thread, Long>();
        late.keySet().removeIf(thread -> !thread.isAlive());
        late.forEach((thread, one) -> {
            if (!one.since().isAfter(before)) {
                deaf.put(thread, one.mail());
            }
        });
        return deaf;
    }
}
