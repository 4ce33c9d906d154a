package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.Facts;
import dev.tocsin.monitor.MailTls;
import dev.tocsin.monitor.SmtpFacts;
import dev.tocsin.monitor.probe.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What one says to a mail server before the first mail (RFC 5321, RFC 3207): greeting, EHLO, STARTTLS, EHLO, QUIT. Of
/// the phases, `firstByte` is the wait for the greeting, `request` our words, `transfer` the server's answers.
final class SmtpTalk implements Talk {

    private static final Pattern REPLY = Pattern.compile("(\\d{3})(?:([ -])(.*))?");
    private static final int MOST_LINES = 100;
    private static final String STARTTLS = "STARTTLS";

    private final MailTls tls;
    private final Transcript transcript = new Transcript();
    private volatile List<String> extensions = List.of();
    private volatile Optional<Lines> lines = Optional.empty();

    SmtpTalk(MailTls tls) {
        this.tls = tls;
    }

    @Override
    public void hold(Connection connection) throws Breakdown {
        if (tls == MailTls.IMPLICIT) {
            connection.encrypt();
        }
        var spoken = new Lines(connection, transcript);
        lines = Optional.of(spoken);
        reply(spoken, "its greeting", 220);
        introduce(spoken);
        if (tls == MailTls.STARTTLS) {
            encrypt(spoken);
        }
    }

    private void introduce(Lines spoken) throws Breakdown {
        // Whoever has no name of its own says its address, and to a probe that may be any (RFC 5321, 4.1.4).
        spoken.say("EHLO [127.0.0.1]");
        var said = reply(spoken, "its answer to EHLO", 250);
        extensions = said.stream()
                .skip(1)
                .map(line -> Wording.cut(line.toUpperCase(Locale.ROOT)))
                .toList();
    }

    private void encrypt(Lines spoken) throws Breakdown {
        if (!extensions.contains(STARTTLS)) {
            throw Breakdown.theirs("server does not offer STARTTLS");
        }
        spoken.say(STARTTLS);
        reply(spoken, "its answer to STARTTLS", 220);
        extensions = List.of();
        spoken.encrypt();
        introduce(spoken);
    }

    /// The texts of a reply of one line or more, all with the one `expected` code.
    private static List<String> reply(Lines spoken, String what, int expected) throws Breakdown {
        var texts = new ArrayList<String>();
        while (texts.size() < MOST_LINES) {
            var line = spoken.hear(what);
            var reply = REPLY.matcher(line);
            if (!reply.matches()) {
                throw Breakdown.theirs(what + " is not SMTP: " + Wording.quoted(line));
            }
            if (Integer.parseInt(reply.group(1)) != expected) {
                throw Breakdown.theirs(what + " is " + Wording.quoted(line) + ", expected " + expected);
            }
            texts.add(reply.group(3) == null ? "" : reply.group(3));
            if (!"-".equals(reply.group(2))) {
                return texts;
            }
        }
        throw Breakdown.theirs(what + " has no end, " + MOST_LINES + " lines were read");
    }

    @Override
    public void leave(Connection connection) {
        lines.ifPresent(spoken -> spoken.goodbye("QUIT"));
    }

    @Override
    public Optional<Facts> facts(boolean failed) {
        var dialogue = transcript.lines();
        return dialogue.isEmpty() ? Optional.empty() : Optional.of(new SmtpFacts(extensions, dialogue));
    }

    @Override
    public List<Check> checks() {
        return List.of();
    }

    @Override
    public String praise() {
        return "mail server is ready";
    }
}
