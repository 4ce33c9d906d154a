package dev.tocsin.incidents.disclosure.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tocsin.incidents.disclosure.auth.MailDns;
import dev.tocsin.incidents.disclosure.auth.MailDns.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;

/// Asks the resolvers of this machine, one after the other where one is silent.
final class SystemResolver implements Resolver {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(3);

    /// What the library calls it when nothing came back; any other error is one that a server told us of.
    private static final Set<String> NOTHING_CAME = Set.of("network error", "timed out");

    private final ExtendedResolver servers;
    private final ExtendedResolver hurried;

    private SystemResolver(List<InetSocketAddress> servers, Duration patience, Duration shortPatience) {
        this.servers = asking(servers, patience);
        this.hurried = asking(servers, shortPatience);
    }

    static SystemResolver ofThisMachine() {
        return new SystemResolver(ResolverConfig.getCurrentConfig().servers(), PATIENCE, SHORT_PATIENCE);
    }

    /// The one at `server`, with so much patience for any question.
    static SystemResolver at(InetSocketAddress server, Duration patience) {
        return new SystemResolver(List.of(server), patience, patience);
    }

    private static ExtendedResolver asking(List<InetSocketAddress> servers, Duration patience) {
        var all =
                new ExtendedResolver(servers.stream().map(SimpleResolver::new).toArray(org.xbill.DNS.Resolver[]::new));
        all.setTimeout(patience);
        return all;
    }

    @Override
    public Reply ask(String name, MailDns.Type type) {
        try {
            var lookup = new Lookup(Name.fromString(name, Name.root), org.xbill.DNS.Type.value(type.name()));
            lookup.setResolver(servers);
            var records = lookup.run();
            return switch (lookup.getResult()) {
                case Lookup.SUCCESSFUL -> new Reply.Heard(new Answer.Found(values(records)));
                case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> new Reply.Heard(new Answer.Nothing());
                default -> unsure(lookup.getErrorString());
            };
        } catch (TextParseException noName) {
            return new Reply.Heard(new Answer.Nothing());
        }
    }

    private static Reply unsure(String reason) {
        return NOTHING_CAME.contains(reason) ? new Reply.Silence(reason) : new Reply.Heard(new Answer.Unsure(reason));
    }

    /// The servers of the root are what every resolver knows by heart.
    @Override
    public boolean lives() {
        try {
            hurried.send(Message.newQuery(Record.newRecord(Name.root, org.xbill.DNS.Type.NS, DClass.IN)));
            return true;
        } catch (IOException nothingCame) {
            return false;
        }
    }

    private static List<String> values(Record[] records) {
        return Arrays.stream(records)
                .sorted(Comparator.comparingInt(record -> record instanceof MXRecord mx ? mx.getPriority() : 0))
                .map(SystemResolver::value)
                .toList();
    }

    private static String value(Record record) {
        return switch (record) {
            case ARecord a -> a.getAddress().getHostAddress();
            case AAAARecord aaaa -> aaaa.getAddress().getHostAddress();
            case MXRecord mx -> mx.getTarget().toString(true);
            case PTRRecord ptr -> ptr.getTarget().toString(true);
            case TXTRecord txt -> {
                var joined = new ByteArrayOutputStream();
                txt.getStringsAsByteArrays().forEach(joined::writeBytes);
                yield joined.toString(ISO_8859_1);
            }
            default -> record.rdataToString();
        };
    }
}
