package dev.tocsin.incidents.inbound;

import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.inbound.InboundEvents.Origin;
import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.Mailbox;
import dev.tocsin.incidents.mailroom.Receipt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Opens and ends incidents by mail. One incident is open for each subject, or for each word behind the `+` of the
/// address. A subject that begins with RESOLVED, RECOVERY, RECOVERED, CLOSED or OK ends it.
public final class MailEvents implements Mailbox {
    private static final int LONGEST_KEY = 400;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_SUMMARY = 1_000;
    private static final int LONGEST_BODY = 64 << 10;
    private static final Pattern ANSWERED = Pattern.compile("(?i)^(?:(?:re|fwd?|aw|wg)\\s*:\\s*)+");
    private static final Pattern OVER =
            Pattern.compile("(?i)^[\\[(*\\s]*(?:resolved|recovery|recovered|closed|ok)\\b[\\])*\\s:,-]*");

    /// What a machine writes before the same words while the matter is bad.
    private static final Pattern BAD =
            Pattern.compile("(?i)^[\\[(*\\s]*(?:problem|firing|alert|down|critical|warning|error)\\b[\\])*\\s:,-]*");

    private final InboundEvents events;
    private final Supplier<List<MailSource>> sources;

    private record Meant(MailSource source, String suffix) {}

    /// @param sources who may tell us by mail; asked anew each time, for settings change
    public MailEvents(InboundEvents events, Supplier<List<MailSource>> sources) {
        this.events = events;
        this.sources = sources;
    }

    @Override
    public boolean takes(String recipient) {
        return meant(recipient).isPresent();
    }

    @Override
    public Receipt put(ArrivedMail mail) {
        var meant = meant(mail.recipient());
        if (meant.isEmpty()) {
            return new Receipt.Never("nobody tells us of anything here any more");
        }
        var parsed = ParsedMail.read(mail.raw().bytes());
        var text = clean(parsed.content().text());
        var event = event(meant.get(), parsed, text);
        events.take(new Origin("mail", meant.get().source().name()), List.of(event), cut(text, LONGEST_BODY));
        return new Receipt.Kept();
    }

    private static Event event(Meant meant, ParsedMail mail, String text) {
        var subject = ANSWERED.matcher(clean(mail.subject().orElse("")).strip()).replaceFirst("");
        var over = OVER.matcher(subject).find();
        var words = BAD.matcher(OVER.matcher(subject).replaceFirst(""))
                .replaceFirst("")
                .strip();
        var about = meant.suffix().isEmpty() ? words.toLowerCase(Locale.ROOT) : meant.suffix();
        var source = meant.source();
        var key = cut(source.name() + ":" + (about.isEmpty() ? "no subject" : about), LONGEST_KEY);
        if (mail.header().has("X-Tocsin")) {
            return new Event.Ignored(key, "we wrote it ourselves");
        }
        return over
                ? new Event.Resolve(key)
                : new Event.Trigger(
                        key,
                        cut(words.isEmpty() ? source.name() : words, LONGEST_TITLE),
                        cut(text.strip(), LONGEST_SUMMARY),
                        source.severity(),
                        Optional.of(source.policy()),
                        Optional.empty(),
                        Optional.empty());
    }

    private Optional<Meant> meant(String recipient) {
        return sources.get().stream()
                .flatMap(source -> source.suffix(recipient).map(suffix -> new Meant(source, suffix)).stream())
                .findFirst();
    }

    /// PostgreSQL's text has no place for U+0000.
    private static String clean(String text) {
        return text.replace('\u0000', ' ').replace("\r\n", "\n");
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }
}
