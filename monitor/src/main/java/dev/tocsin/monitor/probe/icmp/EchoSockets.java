package dev.tocsin.monitor.probe.icmp;

import java.net.InetAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens sockets for echoes, on systems where we know how.
final class EchoSockets {

    private static final Logger LOG = LoggerFactory.getLogger(EchoSockets.class);

    private record Gear(Libc libc, Arrivals arrivals) {}

    private final Optional<Gear> gear;

    private EchoSockets(Optional<Gear> gear) {
        this.gear = gear;
    }

    /// Linux's own; elsewhere none.
    static EchoSockets ofSystem() {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return none();
        }
        try {
            return of(new Libc());
        } catch (LinkageError | RuntimeException unusable) {
            LOG.info("pings are left to the system's ping: native calls do not work here ({})", unusable.toString());
            return none();
        }
    }

    static EchoSockets of(Libc libc) {
        return new EchoSockets(Optional.of(new Gear(libc, new Arrivals(libc))));
    }

    /// Every opening is refused.
    static EchoSockets none() {
        return new EchoSockets(Optional.empty());
    }

    EchoSocket.Opened open(InetAddress address) {
        return gear.map(used -> EchoSocket.open(used.libc(), used.arrivals(), address))
                .orElseGet(EchoSocket.Opened.NotAllowed::new);
    }
}
