package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Prober;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at web addresses, each time as a stranger would: a new connection, a whole TLS handshake, nothing remembered.
///
/// Every look runs on a virtual thread of its own, and whoever asked waits for it until the deadline and no longer. So
/// one deadline holds over all that a look does, also over what cannot be interrupted; what is left behind finds its
/// socket closed and ends. Any number of looks may be under way at once: they share no lock while they wait.
///
/// Java remembers names for 30 s unless it is told otherwise. The process that looks must set the security property
/// `networkaddress.cache.ttl` (and `.negative.ttl`) to 0 at its start, else a name that has gone is noticed late.
public final class HttpProber implements Prober<Probe.Http> {

    private static final Logger LOG = LoggerFactory.getLogger(HttpProber.class);

    private static final String EXHAUSTED = "this machine is out of memory or threads";

    private final InstantSource clock;
    private final HttpHop.Gear gear;

    public HttpProber(InstantSource clock) {
        this(clock, NameLookup.ofSystem(), Handshakes.fastest());
    }

    HttpProber(InstantSource clock, NameLookup names, Handshakes handshakes) {
        this.clock = clock;
        this.gear = new HttpHop.Gear(names, new Anchors(), new FreshClients(handshakes));
    }

    @Override
    public Observation look(Probe.Http probe, Duration timeout) {
        var look = new HttpLook(gear, probe, clock.instant(), timeout);
        try {
            return await(look, probe, timeout);
        } catch (OutOfMemoryError full) {
            return look.inconclusive(EXHAUSTED);
        }
    }

    private static Observation await(HttpLook look, Probe.Http probe, Duration timeout) {
        var seen = new CompletableFuture<Observation>();
        Thread.ofVirtual().name("look").start(() -> perform(look, probe, seen));
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
    private static void perform(HttpLook look, Probe.Http probe, CompletableFuture<Observation> seen) {
        try {
            seen.complete(look.perform());
        } catch (OutOfMemoryError full) {
            seen.complete(look.inconclusive(EXHAUSTED));
        } catch (RuntimeException | Error broken) {
            LOG.error("a look at {} broke down", probe.url().getHost(), broken);
            seen.complete(look.inconclusive("the look itself broke down, see the log"));
        }
    }
}
