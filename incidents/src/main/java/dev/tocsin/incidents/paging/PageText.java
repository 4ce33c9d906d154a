package dev.tocsin.incidents.paging;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import dev.tocsin.incidents.Ending;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// What a page says, by SMS and by mail. Written for somebody who was asleep: what, since when, what we saw, what to
/// do.
final class PageText {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY_AND_CLOCK =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    /// Two segments, less the "(again) " that a resend begins with.
    private static final int LONGEST_SMS = Gsm7.TWO_SEGMENTS - "(again) ".length();

    /// About half a minute.
    private static final int LONGEST_SPEECH = 300;

    private final Mustache mail =
            new DefaultMustacheFactory("dev/tocsin/incidents/paging").compile("page-mail.mustache");

    /// The page of `incident` for one responder; `link` answers it.
    Message message(
            Medium medium,
            String recipient,
            ZoneId zone,
            Incident incident,
            String because,
            String link,
            String token) {
        return new Message(
                medium,
                recipient,
                subject(incident),
                switch (medium) {
                    case SMS -> sms(incident, link);
                    case VOICE -> spoken(incident);
                    case EMAIL -> mailText(incident, zone, because, link);
                    case WEBHOOK -> WebhookText.trigger(incident, because, link);
                },
                medium == Medium.EMAIL ? Optional.of(mailHtml(incident, zone, because, link)) : Optional.empty(),
                Incidents.topic(incident.id()),
                token);
    }

    /// The notice that it is over, or that nobody looks any more.
    Message recovery(String recipient, Incident incident, Ending ending, Instant at, String reference) {
        var lasted = words(Duration.between(incident.beganAt(), at));
        var by = "%s at %s UTC".formatted(incident.resolvedBy().orElse("us"), CLOCK.format(at));
        var over = ending == Ending.OVER;
        var text = over
                ? "%s is over after %s.%nResolved by %s.%n".formatted(incident.title(), lasted, by)
                : "%s was closed after %s, and nobody has seen it recover.%nClosed by %s: %s.%n"
                        .formatted(incident.title(), lasted, by, ending.words());
        return new Message(
                Medium.EMAIL,
                recipient,
                (over ? "Resolved: " : "Closed: ") + subject(incident),
                text,
                Optional.empty(),
                Incidents.topic(incident.id()),
                reference);
    }

    /// Two segments of GSM-7 at most: the summary gives way, then the title, never the code or the link.
    static String sms(Incident incident, String link) {
        var since = " since %s UTC: ".formatted(CLOCK.format(incident.beganAt()));
        var tail = ". Ack: reply %da. %s".formatted(incident.replyCode(), link);
        var room = LONGEST_SMS - since.length() - tail.length();
        var title = cut(Gsm7.of(incident.title()), room);
        return title + since + cut(Gsm7.of(incident.summary()), room - title.length()) + tail;
    }

    /// What a call says first. Numbers and a link cannot be listened to.
    private static String spoken(Incident incident) {
        var what =
                "%s since %s UTC: %s".formatted(incident.title(), CLOCK.format(incident.beganAt()), incident.summary());
        return cut(what.replaceAll("[^\\p{L}\\p{N}.,:%+ -]+", " "), LONGEST_SPEECH);
    }

    private static String cut(String text, int room) {
        return text.substring(0, Math.clamp(room, 0, text.length()));
    }

    private static String subject(Incident incident) {
        return "%s (%s)".formatted(incident.title(), incident.id());
    }

    private static String mailText(Incident incident, ZoneId zone, String because, String link) {
        return """
                %s since %s

                %s

                Acknowledge, escalate or resolve: %s
                Or answer our SMS with %da.

                Severity %s. You are paged because you are %s.
                """.formatted(
                        incident.title(),
                        localTime(incident.beganAt(), zone),
                        incident.summary(),
                        link,
                        incident.replyCode(),
                        incident.severity().word(),
                        because);
    }

    private String mailHtml(Incident incident, ZoneId zone, String because, String link) {
        var html = new StringWriter();
        mail.execute(
                html,
                new MailView(
                        incident.title(),
                        localTime(incident.beganAt(), zone),
                        incident.summary(),
                        incident.severity().word(),
                        because,
                        link,
                        incident.replyCode()));
        return html.toString();
    }

    private record MailView(
            String title, String since, String summary, String severity, String because, String link, int replyCode) {}

    /// The reader's own time, and UTC beside it, which is what everyone else in the incident speaks.
    private static String localTime(Instant at, ZoneId zone) {
        var utc = DAY_AND_CLOCK.format(at.atZone(ZoneOffset.UTC)) + " UTC";
        var local = at.atZone(zone);
        return local.getOffset().equals(ZoneOffset.UTC)
                ? utc
                : "%s %s (%s)".formatted(DAY_AND_CLOCK.format(local), zone.getId(), utc);
    }

    private static String words(Duration duration) {
        return duration.toMinutes() < 1
                ? duration.toSeconds() + " s"
                : duration.toHours() < 1
                        ? duration.toMinutes() + " min"
                        : "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
}
