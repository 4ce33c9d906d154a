package dev.tocsin.monitor.probe.grpc;

import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Prober;
import dev.tocsin.monitor.probe.Deadlines;
import dev.tocsin.monitor.probe.Gear;
import java.time.Duration;
import java.time.InstantSource;

/// Asks gRPC servers for their health, by the protocol that all of them share
/// (<https://github.com/grpc/grpc/blob/master/doc/health-checking.md>).
public final class GrpcProber implements Prober<Probe.Grpc> {

    private final InstantSource clock;
    private final Gear gear;
    private final Channels channels;

    public GrpcProber(InstantSource clock, Gear gear) {
        this.clock = clock;
        this.gear = gear;
        this.channels = new Channels(gear.handshakes());
    }

    @Override
    public Observation look(Probe.Grpc probe, Duration timeout) {
        return Deadlines.hold(new GrpcLook(gear, channels, probe, clock.instant(), timeout), probe.target(), timeout);
    }
}
