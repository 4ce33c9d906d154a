package dev.tocsin.monitor.probe.dns;

import dev.tocsin.monitor.DnsFacts;
import dev.tocsin.monitor.probe.Wording;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/// Reads from an answer what a person wants to see of it. Pure.
final class AnswerReading {

    private static final int MOST_ANSWERS = 100;
    private static final int LONGEST_ANSWER = 500;
    private static final List<Integer> FLAGS =
            List.of((int) Flags.AA, (int) Flags.TC, (int) Flags.RD, (int) Flags.RA, (int) Flags.AD, (int) Flags.CD);
    private static final Pattern TRAILING_DOT = Pattern.compile("(?<=\\S)\\.(?=\\s|$)");

    private AnswerReading() {}

    static DnsFacts facts(Message message, String server, String transport) {
        var answers = message.getSection(Section.ANSWER);
        return new DnsFacts(
                server,
                transport,
                Rcode.string(message.getRcode()),
                FLAGS.stream()
                        .filter(flag -> message.getHeader().getFlag(flag))
                        .map(Flags::string)
                        .toList(),
                answers.stream().limit(MOST_ANSWERS).map(AnswerReading::shown).toList(),
                answers.size(),
                message.getSection(Section.AUTHORITY).size(),
                message.getSection(Section.ADDITIONAL).size(),
                serial(message));
    }

    private static String shown(Record record) {
        var text = record.getTTL() + " " + Type.string(record.getType()) + " " + record.rdataToString();
        return Wording.printable(text, LONGEST_ANSWER);
    }

    /// The serial of the zone, where the answer holds an SOA record.
    static Optional<Long> serial(Message message) {
        return message.getSection(Section.ANSWER).stream()
                .filter(SOARecord.class::isInstance)
                .map(SOARecord.class::cast)
                .map(SOARecord::getSerial)
                .findFirst();
    }

    /// The values of the records of `type`, as they are compared.
    static List<String> values(Message message, int type) {
        return message.getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == type)
                .map(record -> comparable(value(record), type))
                .toList();
    }

    private static String value(Record record) {
        return record instanceof TXTRecord text
                ? text.getStringsAsByteArrays().stream()
                        .map(part -> new String(part, StandardCharsets.UTF_8))
                        .collect(Collectors.joining())
                : record.rdataToString();
    }

    /// One spelling for what means the same: addresses, and names with or without capitals and the dot at their end.
    /// Texts stay as they are.
    static String comparable(String value, int type) {
        var text = value.strip();
        return switch (type) {
            case Type.TXT -> text;
            case Type.CAA -> text.replace("\"", "").replaceAll("\\s+", " ");
            case Type.A, Type.AAAA -> address(text);
            default ->
                TRAILING_DOT
                        .matcher(text.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
                        .replaceAll("");
        };
    }

    private static String address(String text) {
        try {
            return InetAddress.ofLiteral(text).getHostAddress();
        } catch (IllegalArgumentException other) {
            return text;
        }
    }

    /// Where a server that does not know the name itself sends us: the name servers of a delegation.
    static List<String> referral(Message message) {
        var authority = message.getSection(Section.AUTHORITY);
        return message.getHeader().getFlag(Flags.AA)
                ? List.of()
                : authority.stream()
                        .filter(record -> record.getType() == Type.NS)
                        .map(record -> comparable(record.rdataToString(), Type.NS))
                        .toList();
    }

    /// Where the chain of aliases ends; empty when there is none.
    static Optional<String> alias(Message message) {
        var aliases = values(message, Type.CNAME);
        return aliases.isEmpty() ? Optional.empty() : Optional.of(aliases.getLast());
    }
}
