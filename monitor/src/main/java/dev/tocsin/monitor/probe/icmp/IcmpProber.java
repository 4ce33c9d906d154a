package dev.tocsin.monitor.probe.icmp;

import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Prober;
import dev.tocsin.monitor.probe.Deadlines;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.Reach;
import java.time.Duration;
import java.time.InstantSource;

/// Pings. Needs no privilege where the kernel lends echo sockets to the group of this process; see [EchoSocket].
public final class IcmpProber implements Prober<Probe.Icmp> {

    private final InstantSource clock;
    private final Reach reach;
    private final EchoSockets sockets;

    public IcmpProber(InstantSource clock, Gear gear) {
        this(clock, gear.reach(), EchoSockets.ofSystem());
    }

    IcmpProber(InstantSource clock, Reach reach, EchoSockets sockets) {
        this.clock = clock;
        this.reach = reach;
        this.sockets = sockets;
    }

    @Override
    public Observation look(Probe.Icmp probe, Duration timeout) {
        return Deadlines.hold(new IcmpLook(reach, sockets, probe, clock.instant(), timeout), probe.target(), timeout);
    }
}
