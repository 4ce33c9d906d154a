package dev.tocsin.statuspage.twin;

import dev.tocsin.statuspage.TwinSettings;
import dev.tocsin.statuspage.web.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the twin in step with the page: each change is written, read back, and fetched from where it is served.
/// Somebody is told when it has not followed for a minute. Not for two threads at once.
public final class Twin {
    private static final Logger log = LoggerFactory.getLogger(Twin.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 16 << 20;

    private final Supplier<Optional<TwinSettings>> settings;
    private final Supplier<Snapshot> snapshots;
    private final TwinKey key;
    private final InstantSource clock;
    private final Watcher watcher;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(ANSWER)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private @Nullable Copied copied;
    private @Nullable Instant behindSince;
    private boolean told;

    /// What stands there by now.
    private record Copied(
            TwinSettings settings,
            TwinFolder folder,
            @Nullable Snapshot snapshot,
            String manifest) {}

    /// Who is told that the twin does not follow, and that it does again.
    public interface Watcher {
        void lags(String why);

        void follows();
    }

    public Twin(
            Supplier<Optional<TwinSettings>> settings,
            Supplier<Snapshot> snapshots,
            TwinKey key,
            InstantSource clock,
            Watcher watcher) {
        this.settings = settings;
        this.snapshots = snapshots;
        this.key = key;
        this.clock = clock;
        this.watcher = watcher;
    }

    /// Copies what has changed, and looks whether it has arrived. To be called every second; waits for the disk, and
    /// for
    /// 5 s at most for the network.
    public void follow() {
        var wanted = settings.get();
        if (wanted.isEmpty()) {
            copied = null;
            behindSince = null;
            return;
        }
        var now = clock.instant();
        try {
            var fault = copy(wanted.get(), snapshots.get(), now).or(this::unserved);
            if (fault.isPresent()) {
                behind(fault.get(), now);
            } else {
                caughtUp();
            }
        } catch (IOException | RuntimeException fault) {
            behind(wanted.get().folder() + " cannot be written: " + fault.getMessage(), now);
        }
    }

    /// How long the twin has not followed; zero while it does.
    public Duration lag() {
        var since = behindSince;
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    private Optional<String> copy(TwinSettings wanted, Snapshot snapshot, Instant now) throws IOException {
        var known = copied;
        if (known == null || !known.settings().equals(wanted)) {
            known = new Copied(wanted, new TwinFolder(wanted.folder(), key), null, "");
            copied = known;
        }
        if (known.snapshot() != snapshot) {
            known = new Copied(wanted, known.folder(), snapshot, known.folder().write(snapshot, now));
            copied = known;
        }
        return known.folder().holds(known.manifest())
                ? Optional.empty()
                : Optional.of("somebody else writes to " + wanted.folder());
    }

    /// What is served must be what was written.
    private Optional<String> unserved() {
        var stands = copied;
        if (stands == null || stands.settings().url().isEmpty()) {
            return Optional.empty();
        }
        var url = stands.settings().url().get();
        var address = URI.create(url + (url.toString().endsWith("/") ? "" : "/") + TwinFolder.MANIFEST);
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(address).timeout(ANSWER).build(),
                    HttpResponse.BodyHandlers.limiting(
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
            if (answer.statusCode() == 200 && answer.body().equals(stands.manifest())) {
                return Optional.empty();
            }
            return Optional.of(
                    "%s does not serve what was written (status %d)".formatted(address, answer.statusCode()));
        } catch (IOException fault) {
            return Optional.of("%s does not answer (%s)".formatted(address, fault.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void behind(String why, Instant now) {
        var since = behindSince;
        if (since == null) {
            behindSince = now;
        } else if (!told && Duration.between(since, now).compareTo(PATIENCE) > 0) {
            told = true;
            log.warn("the twin of the status page has not followed since {}: {}", since, why);
            watcher.lags(why);
        }
    }

    private void caughtUp() {
        behindSince = null;
        if (told) {
            told = false;
            watcher.follows();
        }
    }
}
