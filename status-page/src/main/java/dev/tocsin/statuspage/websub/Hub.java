package dev.tocsin.statuspage.websub;

import dev.tocsin.db.Database;
import dev.tocsin.statuspage.StatusPageSettings;
import dev.tocsin.statuspage.web.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the hub of `statusPage.webSubHub` which feeds changed (WebSub, W3C 2018, section 7), so that those who
/// follow them by it need not ask. What the hub was told is not kept: after a start it is told once more, which
/// does nothing. Not for two threads at once.
public final class Hub {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final List<String> FEEDS =
            List.of("/history.atom", "/history.rss", "/de/history.atom", "/de/history.rss");

    private final Supplier<StatusPageSettings> settings;
    private final Supplier<Snapshot> snapshots;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(ANSWER)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<String, byte[]> told = new HashMap<>();
    private Instant notBefore = Instant.MIN;

    public Hub(Supplier<StatusPageSettings> settings, Supplier<Snapshot> snapshots, InstantSource clock) {
        this.settings = settings;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /// Tells of what has changed since the hub last took it. To be called every second; waits for the network, 5 s at
    /// most, and asks a hub that fails again after half a minute.
    public void follow() {
        var page = settings.get();
        var hub = page.options().webSubHub();
        if (hub.isEmpty() || clock.instant().isBefore(notBefore)) {
            return;
        }
        var snapshot = snapshots.get();
        var changed = new HashMap<String, byte[]>();
        for (var feed : FEEDS) {
            snapshot.bytes(feed)
                    .filter(bytes -> !Arrays.equals(bytes, told.get(feed)))
                    .ifPresent(bytes -> changed.put(feed, bytes));
        }
        if (changed.isEmpty()) {
            return;
        }
        if (tell(hub.get(), changed.keySet().stream().sorted().map(page::link).toList())) {
            told.putAll(changed);
        } else {
            notBefore = clock.instant().plus(PAUSE);
        }
    }

    private boolean tell(URI hub, List<String> topics) {
        Database.requireNoTransaction();
        var form = new ArrayList<>(List.of("hub.mode=publish"));
        topics.forEach(topic -> form.add("hub.url=" + URLEncoder.encode(topic, StandardCharsets.UTF_8)));
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(hub)
                            .timeout(ANSWER)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(String.join("&", form)))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() / 100 == 2) {
                return true;
            }
            LOG.warn("the hub {} does not take news of the feeds: it answers {}", hub, answer.statusCode());
        } catch (IOException fault) {
            LOG.warn("the hub {} does not take news of the feeds: {}", hub, fault.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
