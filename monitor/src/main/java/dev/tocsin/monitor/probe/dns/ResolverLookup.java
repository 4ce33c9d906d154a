package dev.tocsin.monitor.probe.dns;

import dev.tocsin.monitor.posture.dns.CaaRecord;
import dev.tocsin.monitor.posture.dns.DnsChecks.Signed;
import dev.tocsin.monitor.posture.dns.DnsLookup;
import dev.tocsin.monitor.posture.name.HostName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Asks one resolver, and believes what it says of signatures: it is the one that this machine relies on for
/// everything else.
public final class ResolverLookup implements DnsLookup {

    private static final int PAYLOAD = 1232;

    /// So many times the patience with one question is the patience with all of them on the way up the tree.
    private static final int SLOW_QUESTIONS = 4;

    private final Optional<InetSocketAddress> server;
    private final Duration patience;
    private final KnownAnswers known;

    private ResolverLookup(Optional<InetSocketAddress> server, Duration patience, KnownAnswers known) {
        this.server = server;
        this.patience = patience;
        this.known = known;
    }

    /// This machine's own resolver.
    ///
    /// @param patience with each question
    public static ResolverLookup ofThisMachine(Duration patience) {
        return ofThisMachine(patience, new KnownAnswers());
    }

    /// The same, which asks nothing anew that is still true by its own word.
    public static ResolverLookup ofThisMachine(Duration patience, KnownAnswers known) {
        return new ResolverLookup(Optional.empty(), patience, known);
    }

    static ResolverLookup at(InetSocketAddress server, Duration patience) {
        return at(server, patience, new KnownAnswers());
    }

    static ResolverLookup at(InetSocketAddress server, Duration patience, KnownAnswers known) {
        return new ResolverLookup(Optional.of(server), patience, known);
    }

    /// Follows RFC 8659, 3: up the tree, and no further than the first name with records. An alias on the way is
    /// followed by the resolver.
    @Override
    public Optional<List<CaaRecord>> authorities(HostName name) {
        var end = System.nanoTime() + patience.multipliedBy(SLOW_QUESTIONS).toNanos();
        try {
            for (var here = root(name); here.labels() > 1; here = new Name(here, 1)) {
                if (System.nanoTime() - end > 0) {
                    return Optional.empty();
                }
                var answer = ask(here, Type.CAA, Flags.AD);
                var rcode = answer.getRcode();
                if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
                    return Optional.empty();
                }
                var found = records(answer).toList();
                if (!found.isEmpty()) {
                    return Optional.of(found);
                }
            }
            return Optional.of(List.of());
        } catch (IOException unanswered) {
            return Optional.empty();
        }
    }

    /// The names, in lower case, of the servers that answer for the zone in which `name` lies; none where that could
    /// not
    /// be found. Blocks for some seconds at most.
    public Set<String> nameServers(HostName name) {
        var end = System.nanoTime() + patience.multipliedBy(SLOW_QUESTIONS).toNanos();
        try {
            for (var here = root(name); here.labels() > 1 && System.nanoTime() - end < 0; here = new Name(here, 1)) {
                var found = ask(here, Type.NS, Flags.AD).getSection(Section.ANSWER).stream()
                        .filter(NSRecord.class::isInstance)
                        .map(record ->
                                ((NSRecord) record).getTarget().toString(true).toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
                if (!found.isEmpty()) {
                    return found;
                }
            }
        } catch (IOException unanswered) {
            // Nothing is known of them.
        }
        return Set.of();
    }

    private static Stream<CaaRecord> records(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .filter(CAARecord.class::isInstance)
                .map(CAARecord.class::cast)
                .map(caa -> new CaaRecord(caa.getFlags(), caa.getTag(), caa.getValue()));
    }

    /// A resolver that validates says so (RFC 4035, 3.2.3), and answers with an error where a signature does not hold,
    /// unless it is told not to check. One that knows nothing of signatures is told by the root, which is signed.
    @Override
    public Signed signed(HostName name) {
        try {
            var asked = root(name);
            var answer = ask(asked, Type.A, Flags.AD);
            if (answer.getRcode() == Rcode.SERVFAIL) {
                return ask(asked, Type.A, Flags.CD).getRcode() == Rcode.SERVFAIL ? Signed.UNKNOWN : Signed.BOGUS;
            }
            if (answer.getRcode() != Rcode.NOERROR) {
                return Signed.UNKNOWN;
            }
            if (answer.getHeader().getFlag(Flags.AD)) {
                return Signed.SECURE;
            }
            return ask(Name.root, Type.SOA, Flags.AD).getHeader().getFlag(Flags.AD) ? Signed.INSECURE : Signed.UNKNOWN;
        } catch (IOException unanswered) {
            return Signed.UNKNOWN;
        }
    }

    private static Name root(HostName name) throws TextParseException {
        return Name.fromString(name.ascii(), Name.root);
    }

    private Message ask(Name name, int type, int flag) throws IOException {
        var key = new KnownAnswers.Key(name, type, flag);
        var before = known.at(key);
        if (before.isPresent()) {
            return before.get();
        }
        var answer = send(name, type, flag);
        known.learn(key, answer);
        return answer;
    }

    private Message send(Name name, int type, int flag) throws IOException {
        var resolver = resolver();
        resolver.setTimeout(patience);
        resolver.setEDNS(0, PAYLOAD, ExtendedFlags.DO);
        var query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        query.getHeader().setFlag(flag);
        return resolver.send(query);
    }

    private SimpleResolver resolver() throws UnknownHostException {
        return server.isPresent() ? new SimpleResolver(server.get()) : new SimpleResolver();
    }
}
