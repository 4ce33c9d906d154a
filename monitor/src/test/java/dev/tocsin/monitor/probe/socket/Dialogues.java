package dev.tocsin.monitor.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.ConnectionExpectation;
import dev.tocsin.monitor.DialogueStep;
import dev.tocsin.monitor.Endpoint;
import dev.tocsin.monitor.MailTls;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.Regex;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.Peer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes down a probe over a socket with only what a test is about, and looks.
final class Dialogues {

    static final Duration SOON = Duration.ofMillis(400);
    private static final Gear GEAR = Gear.ofSystem();
    private static final InstantSource CLOCK = InstantSource.system();

    private HostAndPort address;
    private Optional<HostAndPort> connectTo = Optional.empty();
    private Optional<Path> trust = Optional.empty();
    private final List<DialogueStep> steps = new ArrayList<>();
    private final Map<String, String> headers = new HashMap<>();
    private ConnectionExpectation expect = ConnectionExpectation.NOTHING;
    private Gear gear = GEAR;

    private Dialogues(HostAndPort address) {
        this.address = address;
    }

    static Dialogues with(Peer peer) {
        return with(peer.port());
    }

    static Dialogues with(int port) {
        return new Dialogues(new HostAndPort("127.0.0.1", port));
    }

    /// Keeps the address dialled, and expects a certificate for `host`.
    Dialogues named(String host, Path anchors) {
        connectTo = Optional.of(address);
        address = new HostAndPort(host, address.port());
        trust = Optional.of(anchors);
        return this;
    }

    /// Looks the name `host` up.
    Dialogues at(String host) {
        address = new HostAndPort(host, address.port());
        return this;
    }

    Dialogues send(String text) {
        steps.add(new DialogueStep.Send(text));
        return this;
    }

    Dialogues expect(String pattern) {
        steps.add(new DialogueStep.Expect(Regex.parse(pattern)));
        return this;
    }

    Dialogues header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Dialogues within(Duration limit, boolean slowIsDown) {
        expect = new ConnectionExpectation(Optional.of(limit), slowIsDown, expect.validFor());
        return this;
    }

    Dialogues validFor(Duration least) {
        expect = new ConnectionExpectation(expect.within(), expect.slowIsDown(), Optional.of(least));
        return this;
    }

    Dialogues by(Gear other) {
        gear = other;
        return this;
    }

    Look tcp() {
        return tcp(false);
    }

    Look tcp(boolean tls) {
        return timeout ->
                SocketProber.tcp(CLOCK, gear).look(new Probe.Tcp(endpoint(), tls, List.copyOf(steps), expect), timeout);
    }

    Look tls() {
        return timeout -> SocketProber.tls(CLOCK, gear).look(new Probe.Tls(endpoint(), expect), timeout);
    }

    Look smtp(MailTls tls) {
        return timeout -> SocketProber.smtp(CLOCK, gear).look(new Probe.Smtp(endpoint(), tls, expect), timeout);
    }

    Look imap(MailTls tls) {
        return timeout -> SocketProber.imap(CLOCK, gear).look(new Probe.Imap(endpoint(), tls, expect), timeout);
    }

    Look webSocket(String scheme) {
        var url = URI.create(scheme + "://" + address + "/feed");
        return timeout -> SocketProber.webSocket(CLOCK, gear)
                .look(new Probe.WebSocket(url, headers, List.copyOf(steps), expect, endpoint()), timeout);
    }

    private Endpoint endpoint() {
        return new Endpoint(address, connectTo, Optional.empty(), trust);
    }

    /// A look that is ready to be performed.
    @FunctionalInterface
    interface Look {

        Observation within(Duration timeout);

        default Observation now() {
            return within(Duration.ofSeconds(5));
        }

        default Observation passes() {
            var seen = now();
            assertThat(seen).as(seen.reason()).isInstanceOf(Observation.Passed.class);
            return seen;
        }

        default Observation fails() {
            return failed(now());
        }

        /// Looks with a short deadline and sees to it that the answer, a bad one, comes then and not later.
        default Observation failsAtTheDeadline() {
            var began = System.nanoTime();
            var seen = failed(within(SOON));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(SOON, SOON.plusMillis(400));
            return seen;
        }

        private static Observation failed(Observation seen) {
            assertThat(seen).as(seen.reason()).isInstanceOf(Observation.Failed.class);
            assertThat(seen.reason()).doesNotContain("Exception", "java.", "okhttp", "ssl=");
            return seen;
        }
    }
}
