package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Prober;
import dev.tocsin.monitor.probe.Deadlines;
import dev.tocsin.monitor.probe.Gear;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/// Looks by holding a conversation over one fresh connection. What is said differs from kind to kind; how names are
/// resolved, addresses dialled, certificates witnessed and deadlines held does not.
public final class SocketProber<P extends Probe.OverSocket> implements Prober<P> {

    private final InstantSource clock;
    private final Gear gear;
    private final Function<P, Talk> talks;

    private SocketProber(InstantSource clock, Gear gear, Function<P, Talk> talks) {
        this.clock = clock;
        this.gear = gear;
        this.talks = talks;
    }

    public static SocketProber<Probe.Tcp> tcp(InstantSource clock, Gear gear) {
        return new SocketProber<>(clock, gear, TcpTalk::new);
    }

    public static SocketProber<Probe.Tls> tls(InstantSource clock, Gear gear) {
        return new SocketProber<>(clock, gear, _ -> new TlsTalk());
    }

    public static SocketProber<Probe.Smtp> smtp(InstantSource clock, Gear gear) {
        return new SocketProber<>(clock, gear, probe -> new SmtpTalk(probe.tls()));
    }

    public static SocketProber<Probe.Imap> imap(InstantSource clock, Gear gear) {
        return new SocketProber<>(clock, gear, probe -> new ImapTalk(probe.tls()));
    }

    public static SocketProber<Probe.WebSocket> webSocket(InstantSource clock, Gear gear) {
        return new SocketProber<>(clock, gear, WebSocketTalk::new);
    }

    @Override
    public Observation look(P probe, Duration timeout) {
        var look = new SocketLook(gear, probe, talks.apply(probe), clock.instant(), timeout);
        return Deadlines.hold(look, probe.endpoint().address().toString(), timeout);
    }
}
