package dev.tocsin.monitor.kinds;

import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probers;
import dev.tocsin.monitor.probe.HttpProber;
import dev.tocsin.monitor.probe.dns.DnsProber;
import dev.tocsin.monitor.probe.domain.DomainProber;
import dev.tocsin.monitor.probe.grpc.GrpcProber;
import dev.tocsin.monitor.probe.icmp.IcmpProber;
import java.time.InstantSource;

/// Every kind of look there is, each with the one that performs it.
public final class ProbeKinds {

    private ProbeKinds() {}

    /// Makes nothing yet: a prober is made when the first look needs it.
    public static Probers probers(InstantSource clock) {
        return new Probers()
                .with(Probe.Http.class, () -> new HttpProber(clock))
                .with(Probe.Dns.class, () -> new DnsProber(clock))
                .with(Probe.Icmp.class, () -> new IcmpProber(clock))
                .with(Probe.Domain.class, () -> new DomainProber(clock))
                .with(Probe.Grpc.class, () -> new GrpcProber(clock));
    }
}
