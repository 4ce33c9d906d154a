package dev.tocsin.monitor.kinds;

import dev.tocsin.db.Database;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probers;
import dev.tocsin.monitor.guard.Guard;
import dev.tocsin.monitor.heartbeat.HeartbeatProber;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.HttpProber;
import dev.tocsin.monitor.probe.dns.DnsProber;
import dev.tocsin.monitor.probe.domain.DomainProber;
import dev.tocsin.monitor.probe.grpc.GrpcProber;
import dev.tocsin.monitor.probe.icmp.IcmpProber;
import dev.tocsin.monitor.probe.posture.PostureProber;
import dev.tocsin.monitor.probe.socket.SocketProber;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Every kind of look there is, each with the one that performs it.
public final class ProbeKinds {

    private ProbeKinds() {}

    /// Also what only the database can tell. Looks for monitors of the API keep to `guard`.
    public static Probers probers(InstantSource clock, Database database, Guard guard) {
        var gear = new SharedGear();
        return called(probers(clock, gear::get), clock, database)
                .forApi(called(probers(clock, () -> gear.get().guardedBy(guard)), clock, database));
    }

    private static Probers called(Probers probers, InstantSource clock, Database database) {
        return probers.with(Probe.Heartbeat.class, () -> new HeartbeatProber(database, clock));
    }

    /// Looks for the operator alone. Makes nothing yet: a prober, and the gear that all share, is made when the first
    /// look needs it.
    public static Probers probers(InstantSource clock) {
        return probers(clock, new SharedGear()::get);
    }

    /// The same, and for monitors of the API looks that keep to `guard`.
    public static Probers probers(InstantSource clock, Guard guard) {
        var gear = new SharedGear();
        return probers(clock, gear::get).forApi(probers(clock, () -> gear.get().guardedBy(guard)));
    }

    private static Probers probers(InstantSource clock, Supplier<Gear> gear) {
        return new Probers()
                .with(Probe.Http.class, () -> new HttpProber(clock, gear.get()))
                .with(Probe.Tcp.class, () -> SocketProber.tcp(clock, gear.get()))
                .with(Probe.Tls.class, () -> SocketProber.tls(clock, gear.get()))
                .with(Probe.Smtp.class, () -> SocketProber.smtp(clock, gear.get()))
                .with(Probe.Imap.class, () -> SocketProber.imap(clock, gear.get()))
                .with(Probe.WebSocket.class, () -> SocketProber.webSocket(clock, gear.get()))
                .with(Probe.Dns.class, () -> new DnsProber(clock, gear.get()))
                .with(Probe.Icmp.class, () -> new IcmpProber(clock, gear.get()))
                .with(Probe.Domain.class, () -> new DomainProber(clock, gear.get()))
                .with(Probe.Grpc.class, () -> new GrpcProber(clock, gear.get()))
                .with(Probe.Posture.class, () -> new PostureProber(clock, gear.get()));
    }

    /// Made once, by whoever asks first.
    private static final class SharedGear {
        private @Nullable Gear made;

        synchronized Gear get() {
            var gear = made == null ? Gear.ofSystem() : made;
            made = gear;
            return gear;
        }
    }
}
