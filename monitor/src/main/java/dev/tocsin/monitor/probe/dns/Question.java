package dev.tocsin.monitor.probe.dns;

import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.probe.Wording;
import java.io.IOException;
import java.net.IDN;
import java.net.InetAddress;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// What is asked, and whether a message that came answers it. Pure, but for the random number of the query.
final class Question {

    /// What fits a datagram without being cut in pieces on its way (DNS Flag Day 2020).
    static final int UDP_BYTES = 1232;

    /// What became of a message that came.
    sealed interface Reading {

        record Answer(Message message) implements Reading {}

        /// It answers something else, or nothing. `why` is a sentence without its subject.
        record Stray(String why) implements Reading {}
    }

    private final Message query;
    private final Record asked;

    private Question(Message query, Record asked) {
        this.query = query;
        this.asked = asked;
    }

    /// The question of `probe`. A PTR record may be asked for by the address itself.
    /// @throws IllegalArgumentException when the name is none, naming it
    static Question of(Probe.Dns probe) {
        var asked = Record.newRecord(name(probe), Type.value(probe.type().name()), DClass.IN);
        var query = Message.newQuery(asked);
        query.addRecord(new OPTRecord(UDP_BYTES, 0, 0), Section.ADDITIONAL);
        return new Question(query, asked);
    }

    private static Name name(Probe.Dns probe) {
        var written = probe.name();
        try {
            if (probe.type() == Probe.Dns.RecordType.PTR && isAddress(written)) {
                return ReverseMap.fromAddress(InetAddress.ofLiteral(written));
            }
            var ascii = written.chars().allMatch(sign -> sign < 128) ? written : IDN.toASCII(written);
            return Name.fromString(ascii, Name.root);
        } catch (TextParseException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(Wording.quoted(written) + " is no name in the DNS", unreadable);
        }
    }

    private static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    byte[] bytes() {
        return query.toWire();
    }

    int type() {
        return asked.getType();
    }

    /// Reads `bytes`, which a server sent. Anybody can send us datagrams: only one with our number and our question is
    /// an answer (RFC 5452).
    Reading read(byte[] bytes) {
        Message message;
        try {
            message = new Message(bytes);
        } catch (IOException | RuntimeException unreadable) {
            return new Reading.Stray("sent what is no valid DNS message (" + bytes.length + " bytes)");
        }
        if (message.getHeader().getID() != query.getHeader().getID()) {
            return new Reading.Stray("answered with the number of another query");
        }
        if (!message.getHeader().getFlag(Flags.QR)) {
            return new Reading.Stray("sent a query instead of an answer");
        }
        var repeated = message.getQuestion();
        if (repeated == null) {
            return message.getRcode() == Rcode.NOERROR
                    ? new Reading.Stray("answered without repeating the question")
                    : new Reading.Answer(message);
        }
        return repeated.equals(asked)
                ? new Reading.Answer(message)
                : new Reading.Stray("answered another question (" + shown(repeated) + ")");
    }

    private static String shown(Record question) {
        return Wording.printable(question.getName() + " " + Type.string(question.getType()), 100);
    }
}
