package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Observation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds looks to their time. Each runs on a virtual thread of its own, and whoever asked waits for it until the
/// deadline and no longer. So one deadline holds over all that a look does, also over what cannot be interrupted; what
/// is left behind finds its socket closed and ends.
public final class Deadlines {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private static final String EXHAUSTED = "this machine is out of memory or threads";

    private Deadlines() {}

    /// Performs `look` within `timeout`. `target` names it in the log should it break down. Never throws.
    public static Observation hold(OneLook look, String target, Duration timeout) {
        try {
            return await(look, target, timeout);
        } catch (OutOfMemoryError full) {
            return look.inconclusive(EXHAUSTED);
        }
    }

    private static Observation await(OneLook look, String target, Duration timeout) {
        var seen = new CompletableFuture<Observation>();
        Thread.ofVirtual().name("look").start(() -> perform(look, target, seen));
        try {
            return seen.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException over) {
            return look.cutShort();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return look.abandon();
        } catch (ExecutionException never) {
            throw new IllegalStateException("a look completes with an observation only", never);
        }
    }

    /// The edge of the look: nothing that happens inside may kill who asked.
    private static void perform(OneLook look, String target, CompletableFuture<Observation> seen) {
        try {
            seen.complete(look.perform());
        } catch (OutOfMemoryError full) {
            seen.complete(look.inconclusive(EXHAUSTED));
        } catch (RuntimeException | Error broken) {
            LOG.error("a look at {} broke down", target, broken);
            seen.complete(look.inconclusive("the look itself broke down, see the log"));
        }
    }
}
