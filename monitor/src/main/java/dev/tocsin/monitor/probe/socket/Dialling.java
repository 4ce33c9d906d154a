package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.probe.Deadline;
import dev.tocsin.monitor.probe.Dial;
import dev.tocsin.monitor.probe.Fault;
import dev.tocsin.monitor.probe.Faults;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.NameLookup;
import dev.tocsin.monitor.probe.Progress;
import dev.tocsin.monitor.probe.Progress.Phase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Resolves a name and dials its addresses one after the other until one takes the connection, each with its share of
/// the time.
final class Dialling {

    private final Gear gear;
    private final HostAndPort far;
    private final Deadline deadline;
    private final Progress progress;
    private @Nullable Dial dial;
    private volatile @Nullable Socket socket;
    private volatile boolean cut;

    Dialling(Gear gear, HostAndPort far, Deadline deadline, Progress progress) {
        this.gear = gear;
        this.far = far;
        this.deadline = deadline;
        this.progress = progress;
    }

    /// A connected socket. Blocks until the peer has taken the connection, or [#cut].
    Socket connected() throws Breakdown {
        return first(resolved());
    }

    /// The dial that was made last.
    Dial dial() {
        var made = dial;
        if (made == null) {
            throw new IllegalStateException("nothing was dialled, open the connection first");
        }
        return made;
    }

    /// Closes what stands or is being dialled. From any thread.
    void cut() {
        cut = true;
        var open = socket;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException gone) {
            // Then it is closed as well.
        }
    }

    private List<InetAddress> resolved() throws Breakdown {
        return switch (gear.reach().addresses(far.bareHost(), deadline, progress)) {
            case NameLookup.Answer.Found found -> found.addresses();
            case NameLookup.Answer.Failed failed -> throw new Breakdown(failed.fault());
        };
    }

    private Socket first(List<InetAddress> addresses) throws Breakdown {
        Optional<Breakdown> fault = Optional.empty();
        for (var i = 0; i < addresses.size(); i++) {
            var share = i + 1 == addresses.size()
                    ? Duration.ZERO
                    : deadline.left().dividedBy(addresses.size() - i).plusMillis(1);
            try {
                return dialled(new InetSocketAddress(addresses.get(i), far.port()), share);
            } catch (Breakdown failed) {
                // If any address shows the target's own fault, that is the one to tell.
                fault = fault.filter(earlier -> earlier.fault() instanceof Fault.Theirs)
                        .or(() -> Optional.of(failed));
            }
        }
        throw fault.orElseGet(() -> Breakdown.theirs("name " + far.host() + " has no address"));
    }

    private Socket dialled(InetSocketAddress address, Duration share) throws Breakdown {
        progress.dialling(address);
        progress.enter(Phase.CONNECT);
        var made = gear.clients().dial(address);
        dial = made;
        var fresh = made.createSocket();
        socket = fresh;
        try {
            if (cut) {
                throw new IOException("the look is over");
            }
            fresh.connect(address, Math.toIntExact(share.toMillis()));
            if (fresh.getLocalSocketAddress().equals(address)) {
                // Dialling a closed port of this machine can, by chance, be answered by the dial itself.
                fresh.close();
                throw new ConnectException();
            }
            return fresh;
        } catch (IOException failed) {
            throw new Breakdown(Faults.of(failed, Phase.CONNECT, made, Optional.empty()));
        } finally {
            progress.rest();
        }
    }
}
