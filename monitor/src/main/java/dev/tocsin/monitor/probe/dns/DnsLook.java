package dev.tocsin.monitor.probe.dns;

import dev.tocsin.monitor.Facts;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.probe.Dial;
import dev.tocsin.monitor.probe.Fault;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.NameLookup;
import dev.tocsin.monitor.probe.Progress;
import dev.tocsin.monitor.probe.ResolverCheck;
import dev.tocsin.monitor.probe.TracedLook;
import dev.tocsin.monitor.probe.Witness;
import dev.tocsin.monitor.probe.Wording;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/// One question, put to the addresses of a name server one after the other until one answers, each with its share of
/// the time.
///
/// Phases: `resolve` looks up the server's own name, `connect` and `tls` open the way to it, `request` sends the
/// question, `firstByte` waits for the answer, `transfer` reads it where it comes over TCP.
final class DnsLook extends TracedLook {

    /// The resolvers of this machine, and whether they are alive.
    record Ours(Supplier<List<InetSocketAddress>> servers, ResolverCheck check) {}

    private final Gear gear;
    private final Ours ours;
    private final Probe.Dns probe;
    private final OverUdp udp = new OverUdp(trace(), this::hold);
    private volatile @Nullable Closeable open;
    private volatile Optional<Facts> facts = Optional.empty();

    DnsLook(Gear gear, Ours ours, Probe.Dns probe, Instant at, Duration timeout) {
        super(at, timeout);
        this.gear = gear;
        this.ours = ours;
        this.probe = probe;
    }

    @Override
    protected Observation look() {
        Question question;
        try {
            question = Question.of(probe);
        } catch (IllegalArgumentException unaskable) {
            return inconclusive(String.valueOf(unaskable.getMessage()));
        }
        return probe.server().map(server -> askThem(question, server)).orElseGet(() -> askOurs(question));
    }

    private Observation askThem(Question question, HostAndPort server) {
        return switch (addresses(gear.reach(), server.bareHost())) {
            case NameLookup.Answer.Failed failed -> ended(failed.fault());
            case NameLookup.Answer.Found found -> askEach(question, at(found.addresses(), server.port()));
        };
    }

    private static List<InetSocketAddress> at(List<InetAddress> addresses, int port) {
        return addresses.stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /// Our own resolvers are not what is watched: their silence is a fault of ours.
    private Observation askOurs(Question question) {
        var silence = "our own resolver does not answer (name " + probe.name() + ")";
        trace().ourFault(silence);
        var servers = ours.servers().get();
        for (var i = 0; i < servers.size(); i++) {
            if (ask(question, servers.get(i), share(servers.size() - i)) instanceof Exchange.Answered answered) {
                return answered.message().getRcode() == Rcode.SERVFAIL
                                && !ours.check().answers(deadline().left().dividedBy(2))
                        ? ended(new Fault.Ours(silence))
                        : judged(question, answered.message(), servers.get(i));
            }
        }
        return ended(new Fault.Ours(silence));
    }

    private Observation askEach(Question question, List<InetSocketAddress> servers) {
        Fault fault = new Fault.Ours("the name server has no address");
        for (var i = 0; i < servers.size(); i++) {
            switch (ask(question, servers.get(i), share(servers.size() - i))) {
                case Exchange.Answered answered -> {
                    return judged(question, answered.message(), servers.get(i));
                }
                case Exchange.Unanswered unanswered -> {
                    // If any address shows the target's own fault, that is the one to tell.
                    fault = fault instanceof Fault.Theirs ? fault : unanswered.fault();
                }
            }
        }
        return ended(fault);
    }

    private Exchange ask(Question question, InetSocketAddress server, Duration share) {
        var dial = gear.clients().dial(server);
        return switch (probe.transport()) {
            case UDP -> {
                var seen = udp.ask(question, server, share);
                yield seen instanceof Exchange.Answered answered
                                && answered.message().getHeader().getFlag(Flags.TC)
                        ? again(question, dial, answered.message(), server)
                        : seen;
            }
            case TCP -> new OverTcp(trace(), this::hold, Optional.empty()).ask(question, dial, share);
            case TLS -> overTls(question, dial, share);
        };
    }

    /// The answer did not fit the datagram; all of it is fetched over TCP.
    private Exchange again(Question question, Dial dial, Message cut, InetSocketAddress server) {
        facts = Optional.of(AnswerReading.facts(cut, Wording.address(server), "udp, then tcp"));
        return new OverTcp(trace(), this::hold, Optional.empty())
                .ask(question, dial, deadline().left());
    }

    private Exchange overTls(Question question, Dial dial, Duration share) {
        var name = probe.serverName()
                .orElseGet(() -> probe.server().map(HostAndPort::bareHost).orElse(""));
        try {
            var witness = new Witness(gear.anchors().judge(probe.trust()), name, at(), trace());
            var tls = new OverTcp.Tls(gear.handshakes(), name, witness);
            return new OverTcp(trace(), this::hold, Optional.of(tls)).ask(question, dial, share);
        } catch (IOException unreadable) {
            return new Exchange.Unanswered(new Fault.Ours(String.valueOf(unreadable.getMessage())));
        }
    }

    private Observation judged(Question question, Message answer, InetSocketAddress server) {
        var took = sinceBegan();
        var name = Wording.address(server);
        var transport =
                facts.isPresent() ? "udp, then tcp" : probe.transport().name().toLowerCase(Locale.ROOT);
        var seen = AnswerReading.facts(answer, name, transport);
        facts = Optional.of(seen);
        var assessment = AnswerAssessment.of(probe, name, answer, question.type());
        assessment.within(probe.pace(), took, "answered in");
        return assessment.observation(this::evidence, seen.words() + ", in " + Wording.duration(took));
    }

    private void hold(Closeable opened) {
        open = opened;
        if (over()) {
            stop();
        }
    }

    @Override
    protected void stop() {
        var held = open;
        if (held != null) {
            try {
                held.close();
            } catch (IOException gone) {
                // Then it holds nobody up.
            }
        }
    }

    @Override
    protected Optional<Facts> facts() {
        return facts;
    }

    @Override
    protected String late(Progress.Phase phase) {
        return super.late(phase)
                + udp.stray().map(odd -> "; what came was none: " + odd).orElse("");
    }
}
