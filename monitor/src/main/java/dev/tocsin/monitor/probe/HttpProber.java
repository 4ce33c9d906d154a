package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Prober;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/// Looks at web addresses, each time as a stranger would: a new connection, a whole TLS handshake, nothing remembered.
/// Any number of looks may be under way at once: they share no lock while they wait.
///
/// Java remembers names for 30 s unless it is told otherwise. The process that looks must set the security property
/// `networkaddress.cache.ttl` (and `.negative.ttl`) to 0 at its start, else a name that has gone is noticed late.
public final class HttpProber implements Prober<Probe.Http> {

    private final InstantSource clock;
    private final Gear gear;

    public HttpProber(InstantSource clock) {
        this(clock, Gear.ofSystem());
    }

    /// Shares `gear` with other probers.
    public HttpProber(InstantSource clock, Gear gear) {
        this.clock = clock;
        this.gear = gear;
    }

    HttpProber(InstantSource clock, NameLookup names, Handshakes handshakes) {
        this(clock, Gear.of(names, handshakes));
    }

    @Override
    public Observation look(Probe.Http probe, Duration timeout) {
        return look(probe, timeout, route -> route);
    }

    @Override
    public Observation lookAgain(Probe.Http probe, Duration timeout) {
        return look(probe, timeout, Route::anew);
    }

    private Observation look(Probe.Http probe, Duration timeout, UnaryOperator<Route> turned) {
        var look = begin(probe, clock.instant(), timeout, turned);
        return Deadlines.hold(look, probe.url().getHost(), timeout);
    }

    private OneLook begin(Probe.Http probe, Instant at, Duration timeout, UnaryOperator<Route> turned) {
        return switch (probe.options().ipFamily()) {
            case ANY -> new HttpLook(gear, probe, at, timeout, turned.apply(Route.ANY));
            case IPV4 -> new HttpLook(gear, probe, at, timeout, turned.apply(Route.IPV4));
            case IPV6 -> new HttpLook(gear, probe, at, timeout, turned.apply(Route.IPV6));
            case BOTH, EVERY_ADDRESS -> new LooksAbreast(gear, probe, at, timeout);
        };
    }
}
