package dev.tocsin.monitor.probe.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.monitor.DomainFacts;
import dev.tocsin.monitor.Facts;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.probe.Fault;
import dev.tocsin.monitor.probe.Fetch;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.Progress;
import dev.tocsin.monitor.probe.TracedLook;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One question to a registry. That it does not answer says nothing about the domain, so it never counts: only what a
/// registry says does, and that it does not know the domain.
///
/// Phases are those of the last HTTP exchange.
final class DomainLook extends TracedLook {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> HEADERS = Map.of("Accept", "application/rdap+json, application/json");

    private final Gear gear;
    private final Bootstrap bootstrap;
    private final Probe.Domain probe;
    private volatile @Nullable Fetch fetch;
    private volatile Optional<Facts> facts = Optional.empty();

    DomainLook(Gear gear, Bootstrap bootstrap, Probe.Domain probe, Instant at, Duration timeout) {
        super(at, timeout);
        this.gear = gear;
        this.bootstrap = bootstrap;
        this.probe = probe;
    }

    /// Ends the look without a verdict; `getMessage` is a sentence.
    private static final class CannotTell extends Exception {
        private static final long serialVersionUID = 1;

        CannotTell(String why) {
            super(why, null, false, false);
        }
    }

    @Override
    protected Observation look() {
        try {
            var name = DomainName.of(probe.name());
            var server = probe.server().isPresent() ? probe.server().get() : registry(name);
            return judged(name, server);
        } catch (CannotTell | IllegalArgumentException why) {
            return ended(new Fault.Ours(String.valueOf(why.getMessage())));
        }
    }

    private URI registry(DomainName name) throws CannotTell {
        var fresh = bootstrap.fresh(at());
        var registries = fresh.isPresent() ? fresh.get() : learned();
        return registries
                .server(name)
                .orElseThrow(() -> new CannotTell("IANA's list names no RDAP server for " + name.ascii()
                        + ", give the registry's own with server"));
    }

    private Registries learned() throws CannotTell {
        try {
            var list = document(bootstrap.source(), "IANA's list of registries");
            var registries = Registries.read(parsed(list.text(), "IANA's list of registries"));
            if (list.status() != 200 || registries.servers().isEmpty()) {
                throw new CannotTell("IANA's list of registries cannot be had (status " + list.status() + ")");
            }
            bootstrap.learn(registries, at());
            return registries;
        } catch (CannotTell why) {
            return bootstrap.any().orElseThrow(() -> why);
        }
    }

    private Observation judged(DomainName name, URI server) throws CannotTell {
        var host = server.getHost();
        var who = "the RDAP server " + host;
        var answer = document(question(server, name), who);
        if (answer.status() == 404) {
            return ended(new Fault.Theirs("domain " + name.ascii() + " is not registered, says " + host));
        }
        if (answer.status() == 429) {
            throw new CannotTell(who + " was asked too often (status 429), look at the domain less often");
        }
        if (answer.status() != 200) {
            throw new CannotTell(who + " does not say (status " + answer.status() + ")");
        }
        var seen = Registration.read(parsed(answer.text(), "the answer of " + host), name, host)
                .orElseThrow(() -> new CannotTell(who + " answered about something else than " + name.ascii()));
        facts = Optional.of(seen);
        return judged(seen, who);
    }

    private Observation judged(DomainFacts seen, String who) throws CannotTell {
        var expiry = seen.expiry()
                .orElseThrow(() -> new CannotTell(who + " publishes no date of expiry for " + seen.domain()));
        return RegistrationAssessment.of(probe, seen, expiry, at()).observation(this::evidence, seen.words());
    }

    private static URI question(URI server, DomainName name) {
        var base = server.toString();
        return URI.create(base + (base.endsWith("/") ? "" : "/") + "domain/" + name.ascii());
    }

    private Fetch.Outcome.Came document(URI url, String who) throws CannotTell {
        var next = new Fetch(gear, url, HEADERS, probe.trust(), at(), deadline(), hop -> begin(hop, who));
        fetch = next;
        if (over()) {
            next.cancel();
        }
        return switch (next.run()) {
            case Fetch.Outcome.Came came when came.whole() -> came;
            case Fetch.Outcome.Came _ -> throw new CannotTell(who + " answers with more than 1 MiB");
            case Fetch.Outcome.Missed missed -> throw new CannotTell(who + " cannot be asked: " + text(missed.fault()));
        };
    }

    private static String text(Fault fault) {
        return switch (fault) {
            case Fault.Theirs theirs -> theirs.text();
            case Fault.Ours ours -> ours.text();
        };
    }

    private void begin(Progress hop, String who) {
        hop.ourFault(who + " did not answer in time");
        trace(hop);
    }

    private static JsonNode parsed(String text, String what) throws CannotTell {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new CannotTell(what + " is not valid JSON");
        }
    }

    @Override
    protected void stop() {
        var running = fetch;
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    protected Optional<Facts> facts() {
        return facts;
    }
}
