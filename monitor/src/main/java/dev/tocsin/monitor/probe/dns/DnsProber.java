package dev.tocsin.monitor.probe.dns;

import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Prober;
import dev.tocsin.monitor.probe.Deadlines;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.ResolverCheck;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// Asks name servers, each time over a new socket and past every cache of this process. Messages are read and
/// written by dnsjava; the way they travel is ours, so that each phase is seen and one deadline holds.
public final class DnsProber implements Prober<Probe.Dns> {

    private final InstantSource clock;
    private final Gear gear;
    private final DnsLook.Ours ours;

    public DnsProber(InstantSource clock, Gear gear) {
        this(clock, gear, () -> ResolverCheck.nameservers(Path.of("/etc/resolv.conf")), ResolverCheck.ofSystem());
    }

    DnsProber(InstantSource clock, Gear gear, Supplier<List<InetSocketAddress>> ours, ResolverCheck check) {
        this.clock = clock;
        this.gear = gear;
        this.ours = new DnsLook.Ours(ours, check);
    }

    @Override
    public Observation look(Probe.Dns probe, Duration timeout) {
        return Deadlines.hold(new DnsLook(gear, ours, probe, clock.instant(), timeout), probe.target(), timeout);
    }
}
