package dev.tocsin.monitor.probe.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.DnsFacts;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.Dns.RecordType;
import dev.tocsin.monitor.Probe.Dns.Transport;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.ResolverCheck;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Writes down a question with only what a test is about, and asks it.
final class Asking {

    static final Duration SOON = Duration.ofMillis(400);
    private static final Gear GEAR = Gear.ofSystem();
    private static final DnsProber PROBER = new DnsProber(InstantSource.system(), GEAR);

    private final String name;
    private RecordType type = RecordType.A;
    private Optional<HostAndPort> server = Optional.empty();
    private Transport transport = Transport.UDP;
    private Optional<String> serverName = Optional.empty();
    private Optional<Path> trust = Optional.empty();
    private List<String> rcodes = List.of("NOERROR");
    private List<String> values = List.of();
    private boolean only;
    private Optional<Long> serial = Optional.empty();
    private boolean authoritative;
    private Probe.Pace pace = Probe.Pace.ANY;
    private DnsProber prober = PROBER;

    private Asking(String name) {
        this.name = name;
    }

    static Asking about(String name) {
        return new Asking(name);
    }

    Asking type(RecordType wanted) {
        type = wanted;
        return this;
    }

    Asking at(String address) {
        server = Optional.of(HostAndPort.parse(address));
        return this;
    }

    Asking over(Transport wanted) {
        transport = wanted;
        return this;
    }

    Asking serverName(String wanted) {
        serverName = Optional.of(wanted);
        return this;
    }

    Asking trust(Path anchors) {
        trust = Optional.of(anchors);
        return this;
    }

    Asking rcodes(String... wanted) {
        rcodes = List.of(wanted);
        return this;
    }

    Asking values(String... wanted) {
        values = List.of(wanted);
        return this;
    }

    Asking only() {
        only = true;
        return this;
    }

    Asking serial(long least) {
        serial = Optional.of(least);
        return this;
    }

    Asking authoritative() {
        authoritative = true;
        return this;
    }

    Asking within(Duration limit, boolean slowIsDown) {
        pace = new Probe.Pace(Optional.of(limit), slowIsDown);
        return this;
    }

    /// Where our own resolvers are those at `addresses`, which `check` holds to be alive or not.
    Asking ours(ResolverCheck check, InetSocketAddress... addresses) {
        prober = new DnsProber(InstantSource.system(), GEAR, () -> List.of(addresses), check);
        return this;
    }

    Observation look() {
        return look(Duration.ofSeconds(5));
    }

    Observation look(Duration timeout) {
        var answer = new Probe.Dns.Answer(rcodes, values, only, serial, authoritative);
        return prober.look(new Probe.Dns(name, type, server, transport, serverName, trust, answer, pace), timeout);
    }

    /// Looks with a short deadline and sees to it that the answer, a bad one, comes then and not later.
    Observation atTheDeadline() {
        var began = System.nanoTime();
        var seen = failed(look(SOON));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(SOON, SOON.plusMillis(400));
        return seen;
    }

    static Observation passed(Observation seen) {
        assertThat(seen).as(seen.reason()).isInstanceOf(Observation.Passed.class);
        return seen;
    }

    static Observation failed(Observation seen) {
        assertThat(seen).as(seen.reason()).isInstanceOf(Observation.Failed.class);
        return seen;
    }

    static Observation inconclusive(Observation seen) {
        assertThat(seen).as(seen.reason()).isInstanceOf(Observation.Inconclusive.class);
        return seen;
    }

    static DnsFacts facts(Observation seen) {
        return (DnsFacts) seen.evidence().facts().orElseThrow();
    }
}
