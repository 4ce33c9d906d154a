package dev.tocsin.monitor.probe.posture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.monitor.posture.PostureSources;
import dev.tocsin.monitor.posture.certificate.RenewalInformation;
import dev.tocsin.monitor.posture.hsts.PreloadList;
import dev.tocsin.monitor.posture.live.Hearsay;
import dev.tocsin.monitor.posture.name.HostName;
import dev.tocsin.monitor.probe.Deadline;
import dev.tocsin.monitor.probe.Fetch;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.Wording;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Asks those whom the operator named: the authority by ACME (RFC 9773), and the site of the preload list. Over TLS
/// they must be who they say. What they do not answer in words that we know stays unknown.
public final class AskedOthers implements Hearsay {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");
    private static final int LONGEST = 300;

    private final Supplier<Gear> gear;
    private final PostureSources sources;
    private final Instant at;
    private final Duration patience;

    /// @param gear asked for only where somebody is to be asked
    /// @param patience with each answer
    public AskedOthers(Supplier<Gear> gear, PostureSources sources, Instant at, Duration patience) {
        this.gear = gear;
        this.sources = sources;
        this.at = at;
        this.patience = patience;
    }

    @Override
    public Optional<RenewalInformation> renewal(X509Certificate leaf) {
        return sources.renewals()
                .flatMap(directory -> RenewalInformation.identifier(leaf)
                        .flatMap(identifier -> document(directory)
                                .map(found -> found.path("renewalInfo").asText())
                                .filter(place -> place.matches("https?://[^\\s]+"))
                                .flatMap(place -> document(uri(place + (place.endsWith("/") ? "" : "/") + identifier)))
                                .flatMap(AskedOthers::window)));
    }

    private static Optional<RenewalInformation> window(JsonNode answer) {
        try {
            var window = answer.path("suggestedWindow");
            var from = Instant.parse(window.path("start").asText());
            var until = Instant.parse(window.path("end").asText());
            return Optional.of(new RenewalInformation(
                    from, until, Wording.printable(answer.path("explanationURL").asText(), LONGEST)));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<PreloadList> preloaded(HostName name) {
        return sources.preloadStatus()
                .flatMap(site -> document(uri(
                        site + (site.toString().endsWith("/") ? "" : "/") + "api/v2/status?domain=" + name.ascii())))
                .filter(answer -> answer.path("status").isTextual())
                .map(answer -> PreloadList.told(entries(answer, name)));
    }

    /// Whoever is preloaded by a name above is told that name.
    private static List<PreloadList.Entry> entries(JsonNode answer, HostName name) {
        if (!answer.path("status").asText().equals("preloaded")) {
            return List.of();
        }
        var listed = HostName.parse(answer.path("preloadedDomain").asText())
                .map(HostName::ascii)
                .orElse(name.ascii());
        return List.of(new PreloadList.Entry(listed, true, answer.path("bulk").asBoolean() ? "bulk-1-year" : ""));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException odd) {
            return Optional.empty();
        }
    }

    private Optional<JsonNode> document(Optional<URI> url) {
        return url.flatMap(this::document);
    }

    private Optional<JsonNode> document(URI url) {
        return fetched(url).filter(came -> came.status() == 200 && came.whole()).flatMap(came -> {
            try {
                return Optional.ofNullable(JSON.readTree(came.text()));
            } catch (JsonProcessingException unreadable) {
                return Optional.empty();
            }
        });
    }

    private Optional<Fetch.Outcome.Came> fetched(URI url) {
        var fetch = new Fetch(gear.get(), url, HEADERS, Optional.empty(), at, Deadline.after(patience), progress -> {});
        var outcome = CompletableFuture.supplyAsync(
                fetch::run, work -> Thread.ofVirtual().name("hearsay").start(work));
        try {
            return Optional.of(outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS))
                    .filter(Fetch.Outcome.Came.class::isInstance)
                    .map(Fetch.Outcome.Came.class::cast);
        } catch (TimeoutException | ExecutionException unanswered) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            fetch.cancel();
        }
    }
}
