package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Writes down a probe with only what a test is about, and looks.
final class Looks {

    static final Duration SOON = Duration.ofMillis(400);
    private static final HttpProber PROBER = new HttpProber(InstantSource.system());

    private final String url;
    private String method = "GET";
    private final Map<String, String> headers = new HashMap<>();
    private List<Probe.StatusRange> status = List.of();
    private List<String> contains = List.of();
    private List<Pattern> matches = List.of();
    private List<String> absent = List.of();
    private Optional<Duration> within = Optional.empty();
    private boolean slowIsDown;
    private int follow = 5;
    private Optional<Probe.HostAndPort> connectTo = Optional.empty();
    private Optional<Path> trust = Optional.empty();
    private HttpProber prober = PROBER;

    private Looks(String url) {
        this.url = url;
    }

    static Looks at(String url) {
        return new Looks(url);
    }

    Looks method(String wanted) {
        method = wanted;
        return this;
    }

    Looks header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Looks status(String... ranges) {
        status = List.of(ranges).stream().map(Probe.StatusRange::parse).toList();
        return this;
    }

    Looks contains(String text) {
        contains = List.of(text);
        return this;
    }

    Looks matches(String pattern) {
        matches = List.of(Pattern.compile(pattern));
        return this;
    }

    Looks absent(String text) {
        absent = List.of(text);
        return this;
    }

    Looks within(Duration limit) {
        within = Optional.of(limit);
        return this;
    }

    Looks slowIsDown() {
        slowIsDown = true;
        return this;
    }

    Looks follow(int limit) {
        follow = limit;
        return this;
    }

    Looks connectTo(String address) {
        connectTo = Optional.of(Probe.HostAndPort.parse(address));
        return this;
    }

    Looks trust(Path anchors) {
        trust = Optional.of(anchors);
        return this;
    }

    Looks by(HttpProber other) {
        prober = other;
        return this;
    }

    /// A prober on each TLS that we may have.
    static List<HttpProber> probers() {
        return List.of(onTls(Handshakes.fastest()), onTls(Handshakes.ofJava()));
    }

    private static HttpProber onTls(Handshakes handshakes) {
        return new HttpProber(InstantSource.system(), NameLookup.ofSystem(), handshakes);
    }

    static Observation failed(Observation seen) {
        assertThat(seen).isInstanceOf(Observation.Failed.class);
        assertThat(seen.reason()).doesNotContain("Exception", "java.", "okhttp", "ssl=");
        return seen;
    }

    /// Looks with a short deadline and sees to it that the answer, a bad one, comes then and not later.
    Observation atTheDeadline() {
        var began = System.nanoTime();
        var seen = failed(look(SOON));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(SOON, SOON.plusMillis(300));
        return seen;
    }

    Observation look() {
        return look(Duration.ofSeconds(5));
    }

    Observation look(Duration timeout) {
        var expected = new HttpExpectation(status, contains, matches, absent, within, slowIsDown);
        return prober.look(
                new Probe.Http(URI.create(url), method, headers, expected, follow, connectTo, trust), timeout);
    }
}
