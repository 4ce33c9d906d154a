package dev.tocsin.monitor.probe.grpc;

import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Prober;
import dev.tocsin.monitor.probe.Anchors;
import dev.tocsin.monitor.probe.Deadlines;
import dev.tocsin.monitor.probe.Handshakes;
import dev.tocsin.monitor.probe.NameLookup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks gRPC servers for their health, by the protocol that all of them share
/// (<https://github.com/grpc/grpc/blob/master/doc/health-checking.md>).
public final class GrpcProber implements Prober<Probe.Grpc> {

    private final InstantSource clock;
    private final GrpcLook.Gear gear;

    public GrpcProber(InstantSource clock) {
        this(clock, NameLookup.ofSystem(), Handshakes.fastest());
    }

    GrpcProber(InstantSource clock, NameLookup names, Handshakes handshakes) {
        this.clock = clock;
        this.gear = new GrpcLook.Gear(names, new Anchors(), new Channels(handshakes), new AtomicInteger());
    }

    @Override
    public Observation look(Probe.Grpc probe, Duration timeout) {
        return Deadlines.hold(new GrpcLook(gear, probe, clock.instant(), timeout), probe.target(), timeout);
    }
}
