package dev.tocsin.monitor.probe.domain;

import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Prober;
import dev.tocsin.monitor.probe.Deadlines;
import dev.tocsin.monitor.probe.Gear;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/// Asks registries how long a domain stays registered.
public final class DomainProber implements Prober<Probe.Domain> {

    private final InstantSource clock;
    private final Gear gear;
    private final Bootstrap bootstrap;

    public DomainProber(InstantSource clock, Gear gear) {
        this(clock, gear, Bootstrap.IANA);
    }

    /// @param list where the list of registries is
    DomainProber(InstantSource clock, Gear gear, URI list) {
        this.clock = clock;
        this.gear = gear;
        this.bootstrap = new Bootstrap(list);
    }

    @Override
    public Observation look(Probe.Domain probe, Duration timeout) {
        return Deadlines.hold(
                new DomainLook(gear, bootstrap, probe, clock.instant(), timeout), probe.target(), timeout);
    }
}
