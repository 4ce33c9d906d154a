package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.monitor.HeaderExpectation;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.HttpOptions;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Regex;
import dev.tocsin.monitor.json.JsonCondition;
import dev.tocsin.monitor.json.JsonExpectation;
import dev.tocsin.monitor.json.JsonQuery;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// Writes down a probe with only what a test is about, and looks.
final class Looks {

    static final Duration SOON = Duration.ofMillis(400);
    private static final HttpProber PROBER = new HttpProber(InstantSource.system());

    private final String url;
    private String method = "GET";
    private final Map<String, String> headers = new HashMap<>();
    private List<HttpExpectation.StatusRange> status = List.of();
    private List<String> contains = List.of();
    private List<Regex> matches = List.of();
    private List<String> absent = List.of();
    private Optional<Duration> within = Optional.empty();
    private boolean slowIsDown;
    private int follow = 5;
    private Optional<Probe.HostAndPort> connectTo = Optional.empty();
    private Optional<Path> trust = Optional.empty();
    private final List<JsonExpectation> json = new ArrayList<>();
    private final List<HeaderExpectation> expectedHeaders = new ArrayList<>();
    private Set<HttpExpectation.Trait> traits = Set.of();
    private OptionalInt maxBytes = OptionalInt.empty();
    private Optional<Secret> body = Optional.empty();
    private Optional<HttpOptions.Auth> auth = Optional.empty();
    private boolean verify = true;
    private Optional<HttpOptions.ClientCertificate> certificate = Optional.empty();
    private Optional<Probe.HostAndPort> proxy = Optional.empty();
    private HttpOptions.IpFamily family = HttpOptions.IpFamily.ANY;
    private HttpOptions.HttpVersion version = HttpOptions.HttpVersion.HTTP_1_1;
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
        status =
                List.of(ranges).stream().map(HttpExpectation.StatusRange::parse).toList();
        return this;
    }

    Looks contains(String text) {
        contains = List.of(text);
        return this;
    }

    Looks matches(String pattern) {
        matches = List.of(Regex.parse(pattern));
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

    Looks json(String path, String condition) {
        json.add(new JsonExpectation(JsonQuery.parse(path), JsonCondition.parse(condition)));
        return this;
    }

    Looks expectHeader(String name, String... patterns) {
        expectedHeaders.add(new HeaderExpectation(
                name, Stream.of(patterns).map(Regex::parse).toList()));
        return this;
    }

    Looks traits(HttpExpectation.Trait... wanted) {
        traits = Set.of(wanted);
        return this;
    }

    Looks maxBytes(int limit) {
        maxBytes = OptionalInt.of(limit);
        return this;
    }

    Looks body(String text) {
        body = Optional.of(new Secret(text));
        return this;
    }

    Looks basic(String user, String password) {
        auth = Optional.of(new HttpOptions.Auth.Basic(user, new Secret(password)));
        return this;
    }

    Looks bearer(String token) {
        auth = Optional.of(new HttpOptions.Auth.Bearer(new Secret(token)));
        return this;
    }

    Looks unverified() {
        verify = false;
        return this;
    }

    Looks showing(Path chain, Path key) {
        certificate = Optional.of(new HttpOptions.ClientCertificate(chain, key));
        return this;
    }

    Looks proxy(String address) {
        proxy = Optional.of(Probe.HostAndPort.parse(address));
        return this;
    }

    Looks family(HttpOptions.IpFamily wanted) {
        family = wanted;
        return this;
    }

    Looks http2() {
        version = HttpOptions.HttpVersion.HTTP_2;
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
        var expected = new HttpExpectation(
                status, contains, matches, absent, within, slowIsDown, json, expectedHeaders, traits, maxBytes);
        var options = new HttpOptions(body, auth, verify, certificate, proxy, family, version);
        return prober.look(
                new Probe.Http(URI.create(url), method, headers, expected, follow, connectTo, trust, options), timeout);
    }
}
