package dev.tocsin.incidents.mailroom.lmtp;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.Mailbox;
import dev.tocsin.incidents.mailroom.Mailroom;
import dev.tocsin.incidents.mailroom.RawMail;
import dev.tocsin.incidents.mailroom.Receipt;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's conversation, from greeting to QUIT: RFC 2033, which is SMTP (RFC 5321) with LHLO for EHLO and one
/// answer for each recipient after the final dot. What is our own fault is always answered with 4xx, so that the
/// mail comes again.
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final Set<String> MAIL_PARAMETERS = Set.of("SIZE", "BODY", "SMTPUTF8");

    private record Recipient(String address, Mailbox mailbox) {}

    private final Lines lines;
    private final Mailroom mailroom;
    private final InstantSource clock;
    private final Bounds bounds;
    private final Room room;
    private final List<Recipient> recipients = new ArrayList<>();
    private Optional<Path> sender = Optional.empty();
    private boolean greeted;
    private boolean goesOn = true;
    private int faults;

    Conversation(Lines lines, Mailroom mailroom, InstantSource clock, Bounds bounds, Room room) {
        this.lines = lines;
        this.mailroom = mailroom;
        this.clock = clock;
        this.bounds = bounds;
        this.room = room;
    }

    /// Until the client quits, leaves, or has made too many mistakes.
    void run() throws IOException {
        lines.say("220 Tocsin LMTP");
        while (goesOn) {
            var line = lines.next();
            if (line.isEmpty()) {
                return;
            }
            obey(line.get());
            if (faults >= Bounds.FAULTS) {
                lines.say("421 4.7.0 Too many mistakes");
                return;
            }
        }
    }

    private void obey(String line) throws IOException {
        var space = line.indexOf(' ');
        var verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        var rest = space < 0 ? "" : line.substring(space + 1);
        switch (verb) {
            case "LHLO" -> greet(rest);
            case "HELO", "EHLO" -> fault("500 5.5.1 This is LMTP, say LHLO");
            case "MAIL" -> mail(rest);
            case "RCPT" -> recipient(rest);
            case "DATA" -> data();
            case "RSET" -> {
                reset();
                lines.say("250 2.0.0 OK");
            }
            case "NOOP" -> lines.say("250 2.0.0 OK");
            case "VRFY" -> lines.say("252 2.1.5 Try to send it");
            case "QUIT" -> {
                lines.say("221 2.0.0 Bye");
                goesOn = false;
            }
            default -> fault("500 5.5.2 Command not known");
        }
    }

    private void greet(String name) throws IOException {
        if (name.isBlank()) {
            fault("501 5.5.4 Say who you are: LHLO NAME");
            return;
        }
        reset();
        greeted = true;
        lines.say("250-Tocsin");
        lines.say("250-PIPELINING");
        lines.say("250-ENHANCEDSTATUSCODES");
        lines.say("250-8BITMIME");
        lines.say("250-SMTPUTF8");
        lines.say("250 SIZE " + bounds.mail());
    }

    private void mail(String rest) throws IOException {
        if (!greeted || sender.isPresent()) {
            fault("503 5.5.1 %s".formatted(greeted ? "One mail at a time" : "LHLO first"));
            return;
        }
        var path = Path.read(rest, "FROM:");
        if (path.isEmpty()) {
            fault("501 5.1.7 Write MAIL FROM:<address>");
        } else if (!MAIL_PARAMETERS.containsAll(path.get().parameters().keySet())) {
            fault("555 5.5.4 Only SIZE, BODY and SMTPUTF8 are known");
        } else if (declared(path.get()) > bounds.mail()) {
            lines.say("552 5.3.4 A mail may have %d bytes".formatted(bounds.mail()));
        } else if (!path.get().isAscii() && !path.get().parameters().containsKey("SMTPUTF8")) {
            fault("553 5.6.7 Say SMTPUTF8 for such an address");
        } else {
            sender = path;
            lines.say("250 2.1.0 OK");
        }
    }

    private void recipient(String rest) throws IOException {
        if (sender.isEmpty()) {
            fault("503 5.5.1 MAIL first");
            return;
        }
        var path = Path.read(rest, "TO:").filter(read -> !read.address().isEmpty());
        if (path.isEmpty()) {
            fault("501 5.1.3 Write RCPT TO:<address>");
        } else if (!path.get().parameters().isEmpty()) {
            fault("555 5.5.4 No parameters are known here");
        } else if (!path.get().isAscii() && !sender.get().parameters().containsKey("SMTPUTF8")) {
            fault("553 5.6.7 Say SMTPUTF8 for such an address");
        } else if (recipients.size() >= bounds.recipients()) {
            lines.say("452 4.5.3 Send it to the others afterwards");
        } else {
            lines.say(known(path.get().address()));
        }
    }

    private String known(String address) {
        try {
            var mailbox = mailroom.of(address);
            mailbox.ifPresent(found -> recipients.add(new Recipient(address, found)));
            return mailbox.isPresent() ? "250 2.1.5 OK" : "550 5.1.1 Nobody here has this address";
        } catch (RuntimeException fault) {
            return ourFault(fault);
        }
    }

    private void data() throws IOException {
        if (recipients.isEmpty()) {
            fault("503 5.5.1 RCPT first");
            return;
        }
        lines.say("354 End with a dot on a line of its own");
        try (var body = new Body(bounds, room)) {
            switch (body.read(lines.in())) {
                case WHOLE -> deliver(new RawMail(body.bytes()));
                case TOO_LARGE -> sayToAll("552 5.3.4 A mail may have %d bytes".formatted(bounds.mail()));
                case NO_ROOM -> sayToAll("452 4.3.1 Too many large mails at once, come again");
                case ENDLESS -> leave("552 5.3.4 A mail may have %d bytes".formatted(bounds.mail()));
                case TOO_SLOW -> leave("421 4.4.2 This mail takes too long");
            }
        }
        reset();
    }

    private void deliver(RawMail raw) throws IOException {
        if (raw.hops() > Bounds.HOPS) {
            sayToAll("554 5.4.6 This mail goes round in circles");
            return;
        }
        var from = sender.map(Path::address).filter(address -> !address.isEmpty());
        var now = clock.instant();
        for (var recipient : recipients) {
            lines.say(put(recipient, new ArrivedMail(from, recipient.address(), raw, now)));
        }
    }

    private static String put(Recipient recipient, ArrivedMail mail) {
        try {
            return switch (recipient.mailbox().put(mail)) {
                case Receipt.Kept() -> "250 2.0.0 Kept";
                case Receipt.NotNow(var reason) -> "451 4.3.0 " + oneLine(reason);
                case Receipt.Never(var reason) -> "554 5.7.0 " + oneLine(reason);
            };
        } catch (RuntimeException fault) {
            return ourFault(fault);
        }
    }

    private static String ourFault(RuntimeException fault) {
        if (Database.isUnavailable(fault)) {
            LOG.debug("a mail waits for the database", fault);
        } else {
            LOG.error("a mail could not be kept; it will be brought again", fault);
        }
        return "451 4.3.0 We cannot keep it at present, come again";
    }

    private void sayToAll(String reply) throws IOException {
        for (var i = 0; i < recipients.size(); i++) {
            lines.say(reply);
        }
    }

    private void leave(String reply) throws IOException {
        lines.say(reply);
        goesOn = false;
    }

    private void fault(String reply) throws IOException {
        faults++;
        lines.say(reply);
    }

    private void reset() {
        sender = Optional.empty();
        recipients.clear();
    }

    private static long declared(Path path) {
        var size = path.parameters().getOrDefault("SIZE", "0");
        return size.matches("[0-9]{1,18}") ? Long.parseLong(size) : size.matches("[0-9]+") ? Long.MAX_VALUE : 0;
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
    }
}
