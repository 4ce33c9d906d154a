package dev.tocsin.statuspage.twin;

import dev.tocsin.statuspage.TwinSettings;
import dev.tocsin.statuspage.web.Catalogue;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the twin in step with the page: each change is written, read back, and fetched from where it is served.
/// Somebody is told when it has not followed for a minute. Not for two threads at once.
public final class Twin {
    private static final Logger log = LoggerFactory.getLogger(Twin.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration REMEMBERED = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 16 << 20;

    private final Supplier<Optional<TwinSettings>> settings;
    private final Supplier<Snapshot> snapshots;
    private final Supplier<Map<String, String>> others;
    private final Catalogue catalogue;
    private final TwinKey key;
    private final InstantSource clock;
    private final Watcher watcher;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(ANSWER)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final List<Former> formers = new ArrayList<>();
    private @Nullable Copied copied;
    private @Nullable Instant behindSince;
    private boolean told;

    /// What stands there by now.
    private record Copied(
            TwinSettings settings,
            TwinFolder folder,
            OldLeaves leaves,
            @Nullable Snapshot snapshot,
            Map<String, String> others,
            String manifest) {

        Copied with(@Nullable Snapshot shown, Map<String, String> beside, String written) {
            return new Copied(settings, folder, leaves, shown, beside, written);
        }
    }

    /// A manifest, in short, that was right until then.
    private record Former(Manifest.Entry manifest, Instant until) {}

    /// Why the twin is not what it should be, and since when.
    private record Fault(String why, Instant since) {}

    /// Who is told that the twin does not follow, and that it does again.
    public interface Watcher {
        void lags(String why);

        void follows();
    }

    /// `others` are documents that pages of `snapshots` link to and that other rooms make, by path.
    public Twin(
            Supplier<Optional<TwinSettings>> settings,
            Supplier<Snapshot> snapshots,
            Supplier<Map<String, String>> others,
            Catalogue catalogue,
            TwinKey key,
            InstantSource clock,
            Watcher watcher) {
        this.settings = settings;
        this.snapshots = snapshots;
        this.others = others;
        this.catalogue = catalogue;
        this.key = key;
        this.clock = clock;
        this.watcher = watcher;
    }

    /// Copies what has changed, and looks whether it has arrived. To be called every second; waits for the disk, for
    /// the database where it has old pages to make, and for 5 s at most for the network.
    public void follow() {
        var wanted = settings.get();
        if (wanted.isEmpty()) {
            copied = null;
            behindSince = null;
            return;
        }
        var now = clock.instant();
        try {
            var fault = copy(wanted.get(), snapshots.get(), now)
                    .map(why -> new Fault(why, now))
                    .or(() -> unserved(now));
            if (fault.isPresent()) {
                behind(fault.get(), now);
            } else {
                caughtUp();
            }
        } catch (IOException | RuntimeException fault) {
            behind(new Fault(wanted.get().folder() + " cannot be written: " + fault.getMessage(), now), now);
        }
    }

    /// How long the twin has not followed; zero while it does.
    public Duration lag() {
        var since = behindSince;
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    /// Whether every page is in it, old ones included.
    boolean isWhole() {
        var stands = copied;
        return stands != null && stands.leaves().areAllMade();
    }

    /// What is new is there, named and signed before anything old is looked at.
    private Optional<String> copy(TwinSettings wanted, Snapshot snapshot, Instant now) throws IOException {
        var known = copied;
        if (known == null || !known.settings().equals(wanted)) {
            var folder = new TwinFolder(wanted.folder(), key);
            known = new Copied(wanted, folder, new OldLeaves(catalogue, folder), null, Map.of(), "");
            copied = known;
        }
        var beside = others.get();
        if (known.snapshot() != snapshot || !known.others().equals(beside)) {
            known.folder().show(files(snapshot, beside));
            known = sealed(known.with(snapshot, beside, known.manifest()), now);
        }
        known.leaves().step(snapshot, now);
        if (!known.folder().isSealed()) {
            known = sealed(known, now);
        }
        return known.folder().holds(known.manifest())
                ? known.leaves().failed()
                : Optional.of("somebody else writes to " + wanted.folder());
    }

    private Copied sealed(Copied known, Instant now) throws IOException {
        var manifest = known.folder().seal(now);
        formers.removeIf(former -> former.until().isBefore(now.minus(REMEMBERED)));
        if (!known.manifest().isEmpty()) {
            formers.add(new Former(shortly(known.manifest()), now));
        }
        var sealed = known.with(known.snapshot(), known.others(), manifest);
        copied = sealed;
        return sealed;
    }

    private static Map<String, byte[]> files(Snapshot snapshot, Map<String, String> others) {
        var files = new TreeMap<String, byte[]>();
        others.forEach((path, text) -> files.put(TwinFolder.file(path, false), text.getBytes(StandardCharsets.UTF_8)));
        for (var path : snapshot.paths()) {
            var page = snapshot.contentType(path).orElse("").startsWith("text/html");
            files.put(TwinFolder.file(path, page), snapshot.bytes(path).orElseThrow());
        }
        return files;
    }

    /// What is served must be what was written, or what was right less than a minute ago: a tool that carries the
    /// files elsewhere is some seconds late, and may always be so while much changes.
    private Optional<Fault> unserved(Instant now) {
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
            var right = until(answer.body());
            return right.filter(until -> !until.isBefore(now.minus(PATIENCE))).isPresent()
                    ? Optional.empty()
                    : Optional.of(new Fault(
                            "%s does not serve what was written (status %d)".formatted(address, answer.statusCode()),
                            right.orElse(now)));
        } catch (IOException fault) {
            return Optional.of(new Fault("%s does not answer (%s)".formatted(address, fault.getMessage()), now));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Until when `manifest` was right; empty where it never was, or long ago.
    private Optional<Instant> until(String manifest) {
        var content = shortly(manifest);
        return formers.stream()
                .filter(former -> former.manifest().equals(content))
                .map(Former::until)
                .findFirst();
    }

    private static Manifest.Entry shortly(String manifest) {
        return Manifest.Entry.of(manifest.getBytes(StandardCharsets.UTF_8));
    }

    private void behind(Fault fault, Instant now) {
        var before = behindSince;
        var since = before == null || fault.since().isBefore(now) ? fault.since() : before;
        behindSince = since;
        if (!told && Duration.between(since, now).compareTo(PATIENCE) > 0) {
            told = true;
            log.warn("the twin of the status page has not followed since {}: {}", since, fault.why());
            watcher.lags(fault.why());
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
