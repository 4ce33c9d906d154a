package dev.tocsin.incidents.delivery.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.config.Secret;
import java.net.URI;
import java.util.Optional;

/// What is posted where, in the words of each service. Pure.
final class WebhookBody {
    /// Discord refuses more than 2,000 characters, and nobody reads so many at night.
    private static final int LONGEST = 1_500;

    private WebhookBody() {}

    /// Where to post. ntfy wants the topic in the body, and not in the path.
    static URI address(WebhookSettings hook) {
        var url = hook.address();
        return hook.preset() == Preset.NTFY ? url.resolve("/") : url;
    }

    static String of(Told told, WebhookSettings hook) {
        var body = switch (hook.preset()) {
            case TOCSIN -> told.json();
            case SLACK -> slack(told);
            case TEAMS -> teams(told);
            case DISCORD -> discord(told);
            case NTFY -> ntfy(told, hook.address());
            case PAGERDUTY -> pagerDuty(told, hook.secret());
        };
        return body.toString();
    }

    /// [Incoming webhooks](https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).
    private static ObjectNode slack(Told told) {
        var link = told.link().isEmpty() ? "" : "\n<%s|Answer>".formatted(slackSafe(told.link()));
        return object().put("text", slackSafe(cut(told.words())) + link);
    }

    private static String slackSafe(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// An [adaptive card](https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/) for a
    /// workflow.
    private static ObjectNode teams(Told told) {
        var card = object().put("type", "AdaptiveCard").put("version", "1.4");
        var lines = card.putArray("body");
        lines.addObject()
                .put("type", "TextBlock")
                .put("weight", "Bolder")
                .put("wrap", true)
                .put("text", cut(told.title()));
        lines.addObject().put("type", "TextBlock").put("wrap", true).put("text", cut(told.words()));
        if (!told.link().isEmpty()) {
            card.putArray("actions")
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", "Answer")
                    .put("url", told.link());
        }
        var message = object().put("type", "message");
        message.putArray("attachments")
                .addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .set("content", card);
        return message;
    }

    /// [Execute webhook](https://docs.discord.com/developers/resources/webhook#execute-webhook). What a failing page
    /// says must not call `@everyone`.
    private static ObjectNode discord(Told told) {
        var link = told.link().isEmpty() ? "" : "\n" + told.link();
        var message = object().put("content", cut(told.words()) + link);
        message.putObject("allowed_mentions").putArray("parse");
        return message;
    }

    /// [Publish as JSON](https://docs.ntfy.sh/publish/#publish-as-json).
    private static ObjectNode ntfy(Told told, URI url) {
        var topic = url.getPath() == null ? "" : url.getPath().replaceFirst("^.*/", "");
        var message = object().put("topic", topic)
                .put("title", cut(told.title()))
                .put("message", cut(told.words()))
                .put("priority", told.isOver() ? 3 : urgency(told.severity()));
        return told.link().isEmpty() ? message : message.put("click", told.link());
    }

    /// ntfy's 5 breaks through the phone's silence, 3 is usual.
    private static int urgency(String severity) {
        return switch (severity) {
            case "critical" -> 5;
            case "major" -> 4;
            default -> 3;
        };
    }

    /// [Events API v2](https://developer.pagerduty.com/docs/send-alert-event).
    private static ObjectNode pagerDuty(Told told, Optional<Secret> routingKey) {
        var event = object().put("routing_key", routingKey.map(Secret::reveal).orElse(""))
                .put(
                        "event_action",
                        switch (told.event()) {
                            case "acknowledge", "resolve" -> told.event();
                            default -> "trigger";
                        })
                .put("dedup_key", "tocsin-" + told.matter());
        event.putObject("payload")
                .put("summary", cut(told.words()))
                .put("source", "tocsin")
                .put(
                        "severity",
                        switch (told.severity()) {
                            case "critical" -> "critical";
                            case "major" -> "error";
                            default -> "warning";
                        });
        if (!told.link().isEmpty()) {
            event.putArray("links").addObject().put("href", told.link()).put("text", "Answer");
        }
        return event;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
