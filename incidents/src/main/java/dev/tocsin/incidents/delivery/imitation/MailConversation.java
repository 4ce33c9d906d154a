package dev.tocsin.incidents.delivery.imitation;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One client's conversation with the [MailSink], from greeting to QUIT.
final class MailConversation {

    /// Where a refusal can be given.
    enum Step {
        AUTH,
        MAIL,
        RCPT,
        DATA
    }

    private static final int LARGEST_MAIL = 1 << 20;
    private static final int LONGEST_COMMAND = 4_096;
    private static final int MOST_RECIPIENTS = 100;

    private final InputStream in;
    private final OutputStream out;
    private final MailSink sink;
    private final List<String> to = new ArrayList<>();
    private Optional<String> from = Optional.empty();
    private boolean known;
    private boolean goesOn = true;

    MailConversation(Socket socket, MailSink sink) throws IOException {
        this.sink = sink;
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        known = sink.account().isEmpty();
    }

    void run() throws IOException {
        say("220 mail sink ready");
        while (goesOn) {
            var line = line(LONGEST_COMMAND);
            if (line.isEmpty()) {
                return;
            }
            var command = new String(line.get(), StandardCharsets.UTF_8);
            var verb = command.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> greet();
                case "HELO" -> say("250 mail sink");
                case "AUTH" -> authenticate(command);
                case "MAIL" -> sender(command);
                case "RCPT" -> recipient(command);
                case "DATA" -> data();
                case "RSET" -> {
                    reset();
                    say("250 OK");
                }
                case "NOOP" -> say("250 OK");
                case "QUIT" -> {
                    say("221 Bye");
                    goesOn = false;
                }
                default -> say("502 Command not known");
            }
        }
    }

    private void greet() throws IOException {
        reset();
        say("250-mail sink");
        say("250-SIZE " + LARGEST_MAIL);
        if (sink.account().isPresent()) {
            say("250-AUTH PLAIN");
        }
        say("250 8BITMIME");
    }

    /// `AUTH PLAIN` of RFC 4616: whom to act for, user and password, at once or after an empty challenge.
    private void authenticate(String command) throws IOException {
        var words = command.split(" ", -1);
        if (sink.account().isEmpty() || words.length < 2 || !words[1].equalsIgnoreCase("PLAIN")) {
            say("504 Mechanism not known");
            return;
        }
        if (words.length == 2) {
            say("334 ");
        }
        var fields = words.length > 2
                ? words[2]
                : line(LONGEST_COMMAND).map(MailConversation::ascii).orElse("");
        var told = sink.refusalAt(Step.AUTH);
        if (told.isPresent()) {
            say(told.getAsInt() + " Told to refuse");
        } else if (isAccount(fields)) {
            known = true;
            say("235 Authenticated");
        } else {
            say("535 Authentication credentials invalid");
        }
    }

    private boolean isAccount(String fields) {
        var account = sink.account().orElseThrow();
        var right = account.user() + "\0" + account.password().reveal();
        try {
            var given = new String(Base64.getDecoder().decode(fields), StandardCharsets.UTF_8);
            var identity = given.split("\0", 2);
            return identity.length == 2
                    && (identity[0].isEmpty() || identity[0].equals(account.user()))
                    && identity[1].equals(right);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void sender(String command) throws IOException {
        var told = sink.refusalAt(Step.MAIL);
        if (told.isPresent()) {
            say(told.getAsInt() + " Told to refuse");
        } else if (!known) {
            say("530 Authentication required");
        } else {
            from = address(command);
            say(from.isPresent() ? "250 OK" : "501 No address");
        }
    }

    private void recipient(String command) throws IOException {
        var told = sink.refusalAt(Step.RCPT);
        var address = address(command);
        if (told.isPresent()) {
            say(told.getAsInt() + " Told to refuse");
        } else if (from.isEmpty()) {
            say("503 MAIL first");
        } else if (address.isEmpty() || to.size() == MOST_RECIPIENTS) {
            say("550 No such recipient");
        } else {
            to.add(address.get());
            say("250 OK");
        }
    }

    private void data() throws IOException {
        if (to.isEmpty()) {
            say("503 RCPT first");
            return;
        }
        say("354 End with a dot on a line of its own");
        var mail = mail();
        if (mail.isEmpty()) {
            say("552 A mail may have %d bytes".formatted(LARGEST_MAIL));
            goesOn = false;
            return;
        }
        var told = sink.refusalAt(Step.DATA);
        if (told.isPresent()) {
            say(told.getAsInt() + " Told to refuse");
        } else if (sink.take(from.orElseThrow(), List.copyOf(to), mail.get())) {
            say("250 OK queued as " + Integer.toHexString(sink.mails().size()));
        } else {
            waitForTheClientToLeave();
        }
        reset();
    }

    /// Up to the line that is a single dot; a dot that was doubled at the start of a line is single again. Empty when
    /// the mail is too large or the client left.
    private Optional<byte[]> mail() throws IOException {
        var mail = new ByteArrayOutputStream();
        while (mail.size() <= LARGEST_MAIL) {
            var line = line(LARGEST_MAIL);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            var bytes = line.get();
            if (bytes.length == 1 && bytes[0] == '.') {
                return Optional.of(mail.toByteArray());
            }
            var stuffed = bytes.length > 0 && bytes[0] == '.' ? 1 : 0;
            mail.write(bytes, stuffed, bytes.length - stuffed);
            mail.write('\r');
            mail.write('\n');
        }
        return Optional.empty();
    }

    /// Only CR LF ends a line: a server that also takes a bare LF can be made to see two mails in one. Empty when the
    /// client left or the line has no end.
    private Optional<byte[]> line(int longest) throws IOException {
        var line = new ByteArrayOutputStream();
        var previous = 0;
        for (var next = in.read(); next >= 0 && line.size() <= longest; next = in.read()) {
            line.write(next);
            if (previous == '\r' && next == '\n') {
                var bytes = line.toByteArray();
                return Optional.of(Arrays.copyOf(bytes, bytes.length - 2));
            }
            previous = next;
        }
        return Optional.empty();
    }

    private void waitForTheClientToLeave() throws IOException {
        while (in.read() >= 0) {}
        goesOn = false;
    }

    private void reset() {
        from = Optional.empty();
        to.clear();
    }

    private void say(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static Optional<String> address(String command) {
        var open = command.indexOf('<');
        var close = command.indexOf('>', open + 1);
        return open < 0 || close < 0 ? Optional.empty() : Optional.of(command.substring(open + 1, close));
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
