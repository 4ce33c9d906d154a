package dev.tocsin.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Places elsewhere that should always answer. Before a failure counts against a target, these are looked at: where
/// none of them answers either, it is our own network that is down, and saying so once is better than a hundred pages.
///
/// The check begins with the first failing look, and is done when the failure is confirmed: it delays no page.
public final class References {
    private static final Logger log = LoggerFactory.getLogger(References.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Supplier<List<Probe.Http>> places;
    private final Probers probers;
    private final SightListener listener;
    private final LongSupplier nanos;
    private CompletableFuture<Optional<String>> check = CompletableFuture.completedFuture(Optional.empty());
    private long begun;
    private boolean any;
    private boolean blind;

    /// @param places asked anew each time, for settings change; without any we always believe our eyes
    /// @param nanos a clock that only runs forward, such as `System::nanoTime`
    public References(Supplier<List<Probe.Http>> places, Probers probers, SightListener listener, LongSupplier nanos) {
        this.places = places;
        this.probers = probers;
        this.listener = listener;
        this.nanos = nanos;
    }

    /// A look has failed: looks at the references too, unless that was done in the last 5 s. Returns at once.
    public synchronized void doubt() {
        var fresh = any && nanos.getAsLong() - begun < FRESH.toNanos();
        if (!check.isDone() || fresh || places.get().isEmpty()) {
            return;
        }
        any = true;
        begun = nanos.getAsLong();
        check = CompletableFuture.supplyAsync(this::look, Thread::startVirtualThread);
    }

    /// Why nothing can be said of any target; empty when we see well. Blocks until the check is done, 4 s at most.
    public Optional<String> blindness() {
        CompletableFuture<Optional<String>> current;
        synchronized (this) {
            if (places.get().isEmpty()) {
                return Optional.empty();
            }
            current = check;
        }
        var words = current.copy()
                .completeOnTimeout(Optional.empty(), PATIENCE.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS)
                .join();
        tell(words);
        return words;
    }

    /// While we are blind, looks whether we see again. To be called every second.
    public void reviewDue() {
        synchronized (this) {
            if (!blind) {
                return;
            }
        }
        doubt();
        if (check().isDone()) {
            var _ = blindness();
        }
    }

    private synchronized CompletableFuture<Optional<String>> check() {
        return check;
    }

    private void tell(Optional<String> words) {
        boolean turned;
        synchronized (this) {
            turned = blind != words.isPresent();
            blind = words.isPresent();
        }
        if (turned) {
            say(words);
        }
    }

    /// Whoever listens writes rows. Where that fails (the database is away) it is said again at the next check; the
    /// looks that wait for our word must not be lost over it.
    private void say(Optional<String> words) {
        try {
            words.ifPresentOrElse(listener::lost, listener::regained);
        } catch (RuntimeException fault) {
            log.warn("whether we see is told later: {}", fault.getMessage());
            synchronized (this) {
                blind = words.isEmpty();
            }
        }
    }

    private Optional<String> look() {
        var looks = places.get().stream()
                .map(place ->
                        CompletableFuture.supplyAsync(() -> probers.look(place, PATIENCE), Thread::startVirtualThread))
                .toList();
        try {
            var seen = looks.stream().map(CompletableFuture::join).toList();
            return seen.stream().anyMatch(Observation.Passed.class::isInstance)
                    ? Optional.empty()
                    : Optional.of("none of the %d references answers either (%s)"
                            .formatted(seen.size(), seen.getFirst().reason()));
        } catch (CompletionException bug) {
            return Optional.empty();
        }
    }
}
