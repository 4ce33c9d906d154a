package dev.tocsin.app.demo;

import dev.tocsin.incidents.delivery.imitation.MailSink;
import dev.tocsin.incidents.delivery.imitation.TwilioImitation;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the demo's desk shows.
record DeskView(String shop, URI statusPage, String mood, List<Choice> choices) {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final Pattern REPLY_CODE = Pattern.compile("reply (\\d+a)");
    private static final Pattern LINK = Pattern.compile("https?://\\S+/a/\\S+");
    private static final int SHOWN = 30;

    record Choice(String mood, String words, boolean current) {}

    /// A text message on its way to a phone; `reply` is what answers it, `link` opens its page.
    record Text(String at, String to, String body, String state, Optional<String> reply, Optional<String> link) {}

    record Mail(String at, String to, String subject, String text, Optional<String> link) {}

    /// What somebody answered by SMS, and what came back.
    record Said(String from, String text, String answer) {}

    record Messages(List<Text> texts, List<Mail> mails, List<Said> replies) {}

    static DeskView of(SampleShop shop, URI statusPage) {
        return new DeskView(
                shop.url(),
                statusPage,
                shop.mood().words(),
                Arrays.stream(SampleShop.Mood.values())
                        .map(mood ->
                                new Choice(mood.name().toLowerCase(Locale.ROOT), mood.words(), mood == shop.mood()))
                        .toList());
    }

    static Messages messages(TwilioImitation twilio, MailSink mails, List<Said> replies) {
        return new Messages(
                newest(twilio.messages()).stream()
                        .map(text -> new Text(
                                clock(text.at()),
                                text.to(),
                                text.body(),
                                text.status(),
                                first(REPLY_CODE, text.body()).map(match -> match.group(1)),
                                first(LINK, text.body()).map(Matcher::group)))
                        .toList(),
                newest(mails.mails()).stream()
                        .map(mail -> new Mail(
                                clock(mail.at()),
                                String.join(", ", mail.to()),
                                mail.subject(),
                                mail.text(),
                                first(LINK, mail.text()).map(Matcher::group)))
                        .toList(),
                newest(replies));
    }

    private static <T> List<T> newest(List<T> all) {
        return all.reversed().stream().limit(SHOWN).toList();
    }

    private static Optional<Matcher> first(Pattern pattern, String text) {
        return Optional.of(pattern.matcher(text)).filter(Matcher::find);
    }

    private static String clock(Instant at) {
        return CLOCK.format(at);
    }
}
