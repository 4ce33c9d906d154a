package dev.tocsin.incidents.disclosure.mail;

import dev.tocsin.incidents.disclosure.mail.Addresses.Mailbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A mail that has been read. Whatever the bytes were there is one; what could not be read is named in `problems`.
///
/// @param header the fields of the mail itself
public record ParsedMail(Header header, Entity root, Content content, List<String> problems) {
    private static final Pattern ID = Pattern.compile("<([^<>\\s]{1,998})>");
    private static final int MOST_REFERENCES = 1_000;

    public ParsedMail {
        problems = List.copyOf(problems);
    }

    /// Is done within 30 s, and never throws but in a thread that was told to stop.
    ///
    /// @throws CancellationException there
    public static ParsedMail read(byte[] mail) {
        var read = MailReader.read(mail);
        var problems = new ArrayList<>(read.problems());
        Content content;
        try {
            content = Content.of(read.root());
        } catch (CancellationException stopped) {
            throw stopped;
        } catch (RuntimeException fault) {
            problems.add("the content could not be read: " + fault.getClass().getSimpleName());
            content = new Content("", Optional.empty(), List.of());
        }
        return new ParsedMail(read.root().header(), read.root(), content, problems);
    }

    public Optional<String> messageId() {
        return header.first("Message-ID")
                .map(field -> ids(field).findFirst().orElseGet(field::text))
                .map(ParsedMail::bare)
                .filter(id -> !id.isEmpty());
    }

    public Optional<String> inReplyTo() {
        return header.first("In-Reply-To").flatMap(field -> ids(field).findFirst());
    }

    /// What it says it belongs to, the oldest first.
    public List<String> references() {
        return header.all("References")
                .flatMap(ParsedMail::ids)
                .limit(MOST_REFERENCES)
                .toList();
    }

    public List<Mailbox> from() {
        return Addresses.of(header, "From");
    }

    public List<Mailbox> replyTo() {
        return Addresses.of(header, "Reply-To");
    }

    public List<Mailbox> to() {
        return Addresses.of(header, "To");
    }

    public List<Mailbox> cc() {
        return Addresses.of(header, "Cc");
    }

    public Optional<String> subject() {
        return header.text("Subject");
    }

    public Optional<Instant> date() {
        return header.first("Date").flatMap(field -> MailDate.read(field.unfolded()));
    }

    /// Whom the envelope named, where a server wrote that into the mail; present and empty for the null path `<>`.
    public Optional<String> returnPath() {
        return header.first("Return-Path")
                .map(field -> field.unfolded().replaceAll("^<\\s*|\\s*>.*$", "").strip());
    }

    private static Stream<String> ids(Field field) {
        return ID.matcher(field.unfolded()).results().map(found -> Clean.text(found.group(1)));
    }

    private static String bare(String text) {
        return text.replaceAll("^<|>$", "").strip();
    }
}
