package dev.tocsin.incidents.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.incidents.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what Prometheus' Alertmanager sends to a webhook, version 4 of its
/// [form](https://prometheus.io/docs/alerting/latest/configuration/#webhook_config): one event for each alert, by its
/// fingerprint. The label `severity` says how bad it is (critical, warning, info and their kin; major when it says
/// something else), `tocsin_policy` who shall know.
public final class Alertmanager {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_SUMMARY = 1_000;
    private static final int MOST_ALERTS = 1_000;

    private Alertmanager() {}

    /// The events of one delivery, an alert each.
    /// @throws Unreadable when it is something else
    public static List<Event> read(JsonNode body) throws Unreadable {
        if (!body.path("version").asText().equals("4")) {
            throw new Unreadable("version \"%s\" is not read here: send Alertmanager's version 4"
                    .formatted(body.path("version").asText()));
        }
        var alerts = body.path("alerts");
        if (!alerts.isArray()) {
            throw new Unreadable("alerts is no list");
        }
        if (alerts.size() > MOST_ALERTS) {
            throw new Unreadable("%d alerts at once are too many: set max_alerts to %d at most"
                    .formatted(alerts.size(), MOST_ALERTS));
        }
        for (var alert : alerts) {
            if (alert.path("fingerprint").asText().isBlank()) {
                throw new Unreadable("an alert has no fingerprint");
            }
        }
        return alerts.valueStream().map(Alertmanager::event).toList();
    }

    private static Event event(JsonNode alert) {
        var key = alert.path("fingerprint").asText();
        if (alert.path("status").asText().equals("resolved")) {
            return new Event.Resolve(key);
        }
        var labels = alert.path("labels");
        return new Event.Trigger(
                key,
                cut(title(labels), LONGEST_TITLE),
                cut(summary(alert.path("annotations")), LONGEST_SUMMARY),
                severity(labels.path("severity").asText()),
                text(labels, "tocsin_policy"),
                text(labels, "monitor"),
                since(alert.path("startsAt").asText()));
    }

    private static String title(JsonNode labels) {
        var name = text(labels, "alertname").orElse("Alert");
        return Stream.of("instance", "service", "job")
                .flatMap(label -> text(labels, label).stream())
                .findFirst()
                .map(place -> name + " on " + place)
                .orElse(name);
    }

    private static String summary(JsonNode annotations) {
        return Stream.of("summary", "description", "message")
                .flatMap(name -> text(annotations, name).stream())
                .findFirst()
                .orElse("");
    }

    private static Severity severity(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "critical", "page", "emergency", "fatal" -> Severity.CRITICAL;
            case "info", "minor", "none", "low", "notice" -> Severity.MINOR;
            default -> Severity.MAJOR;
        };
    }

    private static Optional<Instant> since(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode object, String key) {
        return Optional.of(object.path(key).asText().strip()).filter(text -> !text.isEmpty());
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
