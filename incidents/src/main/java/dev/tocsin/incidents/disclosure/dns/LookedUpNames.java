package dev.tocsin.incidents.disclosure.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tocsin.incidents.disclosure.auth.MailDns;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;

/// Asks the resolvers of this machine; each question may take some seconds.
public final class LookedUpNames implements MailDns {
    @Override
    public Answer ask(String name, Type type) {
        try {
            var lookup = new Lookup(Name.fromString(name, Name.root), org.xbill.DNS.Type.value(type.name()));
            var records = lookup.run();
            return switch (lookup.getResult()) {
                case Lookup.SUCCESSFUL -> new Answer.Found(values(records));
                case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> new Answer.Nothing();
                default -> new Answer.Unsure(lookup.getErrorString());
            };
        } catch (TextParseException noName) {
            return new Answer.Nothing();
        }
    }

    private static List<String> values(Record[] records) {
        return Arrays.stream(records)
                .sorted(Comparator.comparingInt(record -> record instanceof MXRecord mx ? mx.getPriority() : 0))
                .map(LookedUpNames::value)
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
