package dev.tocsin.db;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the database serves us. Its going and its coming are logged once each, whoever meets them: whoever else
/// finds it away may be silent. A full disk refuses some work and takes other, so it is over only after 10 s without a
/// refusal.
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final LongSupplier nanos;
    private volatile boolean going;
    private String words = "";
    private long began;
    private long refused;

    /// @param nanos a clock that only runs forward, such as `System::nanoTime`
    Outage(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Work was refused for now, in the words for an operator.
    synchronized void refused(String why) {
        refused = nanos.getAsLong();
        words = why;
        if (!going) {
            going = true;
            began = refused;
            LOG.warn("{}; what is due waits until it is back", why);
        }
    }

    /// Work was done. On every transaction's way, so it costs one look at a flag.
    void served() {
        if (going) {
            end();
        }
    }

    /// What is wrong and for how long it has been; empty when all is well.
    synchronized Optional<String> words() {
        return going ? Optional.of("%s (for %d s)".formatted(words, seconds(began))) : Optional.empty();
    }

    private synchronized void end() {
        if (going && nanos.getAsLong() - refused >= QUIET.toNanos()) {
            going = false;
            LOG.info("the database serves again after {} s", seconds(began));
        }
    }

    private long seconds(long since) {
        return Duration.ofNanos(nanos.getAsLong() - since).toSeconds();
    }
}
