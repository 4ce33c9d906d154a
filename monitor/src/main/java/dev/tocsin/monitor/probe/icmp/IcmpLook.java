package dev.tocsin.monitor.probe.icmp;

import dev.tocsin.monitor.Facts;
import dev.tocsin.monitor.IcmpFacts;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.probe.Deadline;
import dev.tocsin.monitor.probe.Fault;
import dev.tocsin.monitor.probe.NameLookup;
import dev.tocsin.monitor.probe.Progress;
import dev.tocsin.monitor.probe.Reach;
import dev.tocsin.monitor.probe.TracedLook;
import dev.tocsin.monitor.probe.Wording;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A few echoes to one address. Where the system lends us no socket for it, its `ping` does the work.
///
/// Phases: `resolve` looks up the name, `connect` opens the socket, `firstByte` waits for the first answer, `transfer`
/// for the others. The last moments before the deadline are kept for counting, so that a silent target is told as lost
/// echoes.
final class IcmpLook extends TracedLook {

    private static final Duration SPACING = Duration.ofMillis(200);
    private static final Duration FOR_COUNTING = Duration.ofMillis(20);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Reach reach;
    private final EchoSockets sockets;
    private final Probe.Icmp probe;
    private final Deadline counting;
    private final Tally tally = new Tally();
    private final Ping ping = new Ping();
    private volatile Optional<Facts> counted = Optional.empty();
    private volatile Optional<String> refusal = Optional.empty();

    IcmpLook(Reach reach, EchoSockets sockets, Probe.Icmp probe, Instant at, Duration timeout) {
        super(at, timeout);
        this.reach = reach;
        this.sockets = sockets;
        this.probe = probe;
        this.counting = deadline().sooner(FOR_COUNTING);
    }

    @Override
    protected Observation look() {
        return switch (addresses(reach, probe.host())) {
            case NameLookup.Answer.Failed failed -> ended(failed.fault());
            case NameLookup.Answer.Found found -> toFirstWithRoute(found.addresses());
        };
    }

    /// As ping does: the first address counts, unless this machine has no way to its kind at all.
    private Observation toFirstWithRoute(List<InetAddress> addresses) {
        var error = 0;
        for (var address : addresses) {
            trace().dialling(new InetSocketAddress(address, 0));
            trace().enter(Progress.Phase.CONNECT);
            switch (sockets.open(address)) {
                case EchoSocket.Opened.Ready ready -> {
                    return echo(ready.socket(), address);
                }
                case EchoSocket.Opened.NotAllowed _ -> {
                    return byPing(address);
                }
                case EchoSocket.Opened.Failed failed -> error = failed.error();
            }
        }
        return ended(new Fault.Ours("this machine cannot send to " + probe.host() + " (" + Errors.words(error) + ")"));
    }

    private Observation echo(EchoSocket opened, InetAddress address) {
        try (var socket = opened) {
            exchange(socket, new Echo(address instanceof Inet6Address, token()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ended(new Fault.Ours("the look was interrupted"));
        } finally {
            trace().rest();
        }
        return tally.facts()
                .map(this::judged)
                .orElseGet(() -> ended(new Fault.Ours("this machine could not send to " + probe.host()
                        + refusal.map(why -> " (" + why + ")").orElse(""))));
    }

    private static byte[] token() {
        var token = new byte[Echo.TOKEN_BYTES];
        RANDOM.nextBytes(token);
        return token;
    }

    private void exchange(EchoSocket socket, Echo echo) throws InterruptedException {
        var spacing = spacing();
        for (var sequence = 1; sequence <= probe.count() && !counting.passed() && !over(); sequence++) {
            if (sequence == 1) {
                trace().enter(Progress.Phase.FIRST_BYTE);
            }
            var sent = System.nanoTime();
            var outcome = socket.send(echo.request(sequence));
            if (outcome == -EchoSocket.ENETUNREACH || outcome == -EchoSocket.EPERM) {
                refusal = Optional.of(Errors.words(-outcome));
                return;
            }
            // Any other error is the answer to an echo before it.
            tally.sent(sequence, sent);
            if (outcome < 0) {
                refused(-outcome);
            }
            var last = sequence == probe.count();
            hear(socket, echo, last ? counting : Deadline.after(spacing), sequence, last);
        }
    }

    /// Small enough that half of the time remains for the last answer.
    private Duration spacing() {
        var fair = deadline().left().dividedBy(2L * probe.count());
        return fair.compareTo(SPACING) < 0 ? fair : SPACING;
    }

    private void hear(EchoSocket socket, Echo echo, Deadline until, int sent, boolean last)
            throws InterruptedException {
        // What was left over the last time is not told again.
        drain(socket, echo, System.nanoTime(), until);
        while (!over() && !(last && tally.complete(sent))) {
            var arrived = socket.await(until.left());
            if (arrived == null) {
                return;
            }
            drain(socket, echo, arrived, until);
        }
    }

    private void drain(EchoSocket socket, Echo echo, long arrived, Deadline until) {
        while (!until.passed()) {
            var length = socket.receive();
            if (length == -EchoSocket.EAGAIN) {
                return;
            }
            if (length < 0) {
                refused(-length);
                continue;
            }
            echo.sequence(socket.packet(length), socket.receivesHeader()).ifPresent(sequence -> {
                if (tally.received(sequence, arrived)) {
                    trace().enter(Progress.Phase.TRANSFER);
                }
            });
        }
    }

    private void refused(int error) {
        tally.refused();
        refusal = Optional.of(Errors.words(error));
    }

    private Observation byPing(InetAddress address) {
        trace().enter(Progress.Phase.FIRST_BYTE);
        try {
            var text = ping.run(address, probe.count(), counting.left());
            trace().rest();
            var facts = PingOutput.facts(text);
            refusal = PingOutput.refusal(text);
            counted = facts.map(seen -> seen);
            return facts.map(this::judged)
                    .orElseGet(() -> ended(new Fault.Ours(
                            "the system's ping does not work: " + Wording.quoted(PingOutput.complaint(text))
                                    + "; widen the sysctl net.ipv4.ping_group_range to our group")));
        } catch (IOException missing) {
            return ended(new Fault.Ours("this process may not send echoes and there is no ping to do it: widen the"
                    + " sysctl net.ipv4.ping_group_range to its group, or install ping"));
        }
    }

    private Observation judged(IcmpFacts seen) {
        return EchoAssessment.of(probe, seen, address(), refusal).observation(this::evidence, seen.words());
    }

    private String address() {
        return trace().dialled().map(Wording::address).orElse(probe.host());
    }

    /// The socket belongs to the thread that looks; it sees by itself that the look is over.
    @Override
    protected void stop() {
        ping.stop();
    }

    @Override
    protected Optional<Facts> facts() {
        return counted.or(tally::facts);
    }
}
