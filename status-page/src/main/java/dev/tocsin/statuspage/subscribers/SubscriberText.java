package dev.tocsin.statuspage.subscribers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incidents.delivery.MailingList;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.TokenAddress;
import dev.tocsin.statuspage.Publication.Occasion;
import dev.tocsin.statuspage.StatusPageSettings;
import dev.tocsin.statuspage.StatusUpdate;
import dev.tocsin.statuspage.web.Language;
import dev.tocsin.statuspage.web.Moments;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// What subscribers are told, in their language. Mails of one matter form one thread under one subject; what goes by
/// SMS
/// is a name and a link. Pure.
final class SubscriberText {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SHORT = 70;

    private final StatusPageSettings settings;
    private final Tokens tokens;

    SubscriberText(StatusPageSettings settings, Tokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    /// What is told of: an update of an incident or of a maintenance, which then has its times.
    record Told(
            String matter,
            boolean maintenance,
            String title,
            StatusUpdate update,
            Occasion occasion,
            Optional<String> affects,
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<Instant> nextUpdateBy) {}

    Message of(Subscriber to, Told told, String reference) {
        var language = Language.of(to.language());
        var text = switch (to.way()) {
            case EMAIL -> mail(to, told, language);
            case SMS -> sms(told, language);
            case WEBHOOK, SLACK, TEAMS -> json(told, language);
        };
        return new Message(
                to.way().medium(),
                recipient(to),
                "[%s] %s".formatted(settings.name(), told.title()),
                text,
                Optional.empty(),
                "status-" + told.matter(),
                reference,
                Optional.empty(),
                to.way() == Way.EMAIL ? Optional.of(list(to.id())) : Optional.empty());
    }

    /// Webhooks are known by their number, so that no address stands beside a message.
    static String recipient(Subscriber to) {
        return to.way().medium() == Medium.WEBHOOK ? "subscriber-" + to.id() : to.address();
    }

    /// The first message: whoever reads it may say that it was them.
    Message confirmation(ConfirmationStore.Asked asked, String token, String code, String recipient, String reference) {
        var language = Language.of(asked.language());
        var link = link(language, "/subscription/" + token);
        var text = switch (asked.way()) {
            case EMAIL ->
                """
                %s

                %s

                %s
                %s
                """.formatted(
                        language.text("mailConfirm", settings.name()), link, language.text("mailConfirmNot"), link);
            case SMS -> language.text("smsConfirm", cut(settings.name(), 30), code);
            case WEBHOOK, SLACK, TEAMS ->
                write(JsonNodeFactory.instance
                        .objectNode()
                        .put("event", "confirm")
                        .put("title", language.text("mailConfirmSubject", settings.name()))
                        .put("summary", language.text("confirm"))
                        .put("severity", "minor")
                        .put("link", link));
        };
        return new Message(
                asked.way().medium(),
                recipient,
                language.text("mailConfirmSubject", settings.name()),
                text,
                Optional.empty(),
                "",
                reference);
    }

    private String mail(Subscriber to, Told told, Language language) {
        var moments = new Moments(settings.zone(), language);
        var text = new StringBuilder();
        text.append(heading(told, language))
                .append("\n\n")
                .append(told.update().body())
                .append("\n\n");
        told.affects()
                .ifPresent(names -> text.append(language.text("affects"))
                        .append(' ')
                        .append(names)
                        .append('\n'));
        if (told.from().isPresent() && told.until().isPresent()) {
            text.append("%s %s %s %s%n"
                    .formatted(
                            language.text("from"),
                            moments.twice(told.from().get()),
                            language.text("to"),
                            moments.twice(told.until().get())));
        }
        told.nextUpdateBy()
                .ifPresent(by -> text.append("%s %s%n".formatted(language.text("nextUpdateBy"), moments.twice(by))));
        text.append(moments.twice(told.update().displayAt())).append('\n');
        text.append(matterLink(told, language)).append("\n\n-- \n");
        text.append(language.text("mailWhy", settings.name())).append('\n');
        text.append("%s %s%n"
                .formatted(language.text("mailManage"), link(language, "/subscription/" + tokens.of(to.id()))));
        return text.toString();
    }

    private String sms(Told told, Language language) {
        return "%s: %s - %s. %s"
                .formatted(
                        cut(settings.name(), 30),
                        cut(told.title(), SHORT),
                        heading(told, language),
                        matterLink(told, language));
    }

    private String json(Told told, Language language) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("event", told.occasion().name().toLowerCase(Locale.ROOT))
                .put("page", settings.link("/"))
                .put(told.maintenance() ? "maintenance" : "incident", told.matter())
                .put("update", told.update().id().value())
                .put("title", told.title())
                .put("status", told.update().phase().word())
                .put("summary", heading(told, language) + ": " + told.update().body())
                .put("body", told.update().body())
                .put("severity", "minor")
                .put("at", told.update().displayAt().toString())
                .put("link", matterLink(told, language));
        told.from().ifPresent(from -> json.put("from", from.toString()));
        told.until().ifPresent(until -> json.put("until", until.toString()));
        return write(json);
    }

    private static String heading(Told told, Language language) {
        var phase = language.text(told.update().phase().word());
        return switch (told.occasion()) {
            case NEWS -> phase;
            case REMINDER -> language.text("mailReminder");
            case MOVED -> language.text("mailMoved");
        };
    }

    private MailingList list(long subscriber) {
        var host = Objects.requireNonNullElse(settings.url().getHost(), "localhost");
        var token = tokens.of(subscriber);
        return new MailingList(
                "status." + host,
                URI.create(settings.link("/subscription/" + token)),
                settings.options().unsubscribeAddress().map(address -> TokenAddress.with(address, token)));
    }

    private String matterLink(Told told, Language language) {
        return link(language, (told.maintenance() ? "/maintenance/" : "/incidents/") + told.matter());
    }

    private String link(Language language, String path) {
        return settings.link(language.root() + path);
    }

    private static String cut(String text, int most) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static String write(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of JSON could not be written", impossible);
        }
    }
}
