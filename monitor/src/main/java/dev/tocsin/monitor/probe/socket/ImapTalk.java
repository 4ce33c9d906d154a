package dev.tocsin.monitor.probe.socket;

import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.Facts;
import dev.tocsin.monitor.ImapFacts;
import dev.tocsin.monitor.MailTls;
import dev.tocsin.monitor.probe.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What one says to a mailbox server before signing in (RFC 9051, 6.1 and 6.2.1): greeting, CAPABILITY, STARTTLS,
/// CAPABILITY, LOGOUT. Of the phases, `firstByte` is the wait for the greeting, `request` our words, `transfer` the
/// server's answers.
final class ImapTalk implements Talk {

    private static final Pattern GREETING = Pattern.compile("(?i)\\* (OK|PREAUTH)\\b.*");
    private static final String CAPABILITIES = "* CAPABILITY ";
    private static final int MOST_LINES = 100;
    private static final int MOST_CAPABILITIES = 100;

    private final MailTls tls;
    private final Transcript transcript = new Transcript();
    private volatile List<String> capabilities = List.of();
    private volatile Optional<Lines> lines = Optional.empty();
    private int commands;

    ImapTalk(MailTls tls) {
        this.tls = tls;
    }

    @Override
    public void hold(Connection connection) throws Breakdown {
        if (tls == MailTls.IMPLICIT) {
            connection.encrypt();
        }
        var spoken = new Lines(connection, transcript);
        lines = Optional.of(spoken);
        var greeting = spoken.hear("its greeting");
        if (!GREETING.matcher(greeting).matches()) {
            throw Breakdown.theirs("its greeting is " + Wording.quoted(greeting) + ", expected \"* OK\"");
        }
        command(spoken, "CAPABILITY");
        if (tls == MailTls.STARTTLS) {
            encrypt(spoken);
        }
    }

    private void encrypt(Lines spoken) throws Breakdown {
        if (!capabilities.contains("STARTTLS")) {
            throw Breakdown.theirs("server does not offer STARTTLS");
        }
        command(spoken, "STARTTLS");
        capabilities = List.of();
        spoken.encrypt();
        command(spoken, "CAPABILITY");
    }

    /// Gives `command` and reads up to the answer that has its tag, which must be OK.
    private void command(Lines spoken, String command) throws Breakdown {
        var tag = "t" + ++commands;
        var what = "its answer to " + command;
        spoken.say(tag + " " + command);
        for (var i = 0; i < MOST_LINES; i++) {
            var line = spoken.hear(what);
            if (line.regionMatches(true, 0, CAPABILITIES, 0, CAPABILITIES.length())) {
                capabilities = words(line.substring(CAPABILITIES.length()));
            } else if (line.startsWith(tag + " ")) {
                ok(line, tag, what);
                return;
            } else if (!line.startsWith("* ")) {
                throw Breakdown.theirs(what + " is not IMAP: " + Wording.quoted(line));
            }
        }
        throw Breakdown.theirs(what + " has no end, " + MOST_LINES + " lines were read");
    }

    private static void ok(String line, String tag, String what) throws Breakdown {
        if (!line.regionMatches(true, tag.length() + 1, "OK", 0, 2)) {
            throw Breakdown.theirs(what + " is " + Wording.quoted(line) + ", expected OK");
        }
    }

    private static List<String> words(String text) {
        return Pattern.compile(" +")
                .splitAsStream(text.strip().toUpperCase(Locale.ROOT))
                .limit(MOST_CAPABILITIES)
                .map(Wording::cut)
                .toList();
    }

    @Override
    public void leave(Connection connection) {
        lines.ifPresent(spoken -> spoken.goodbye("t" + ++commands + " LOGOUT"));
    }

    @Override
    public Optional<Facts> facts(boolean failed) {
        var dialogue = transcript.lines();
        return dialogue.isEmpty() ? Optional.empty() : Optional.of(new ImapFacts(capabilities, dialogue));
    }

    @Override
    public List<Check> checks() {
        return List.of();
    }

    @Override
    public String praise() {
        return "mailbox server is ready";
    }
}
