package dev.tocsin.app.commands;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a person is told of a drill, from the incident as the API shows it. Pure.
final class DrillText {
    private final Terminal terminal;

    DrillText(Terminal terminal) {
        this.terminal = terminal;
    }

    String opened(JsonNode incident) {
        return "Drill #%d is open: severity %s, policy %s."
                .formatted(
                        incident.path("id").asLong(),
                        incident.path("severity").asText(),
                        incident.path("policy").asText());
    }

    /// A line for each step from number `from` on, in the order in which they happened.
    List<String> steps(JsonNode incident, int from) {
        var lines = new ArrayList<String>();
        var timeline = incident.path("timeline");
        for (var i = from; i < timeline.size(); i++) {
            var step = timeline.path(i);
            words(step).ifPresent(words -> lines.add("%s  %s".formatted(terminal.faint(since(incident, step)), words)));
        }
        return List.copyOf(lines);
    }

    /// Who answered; empty while nobody has. Whoever resolves it has answered too.
    static Optional<String> answeredBy(JsonNode incident) {
        return Optional.of(incident.path("acknowledgedBy").asText(""))
                .filter(name -> !name.isEmpty() && !name.equals("null"))
                .or(() -> Optional.of(incident.path("resolvedBy").asText(""))
                        .filter(name -> !name.isEmpty() && !name.equals("null")));
    }

    /// Whether a page is on its way and nobody knows yet what became of it.
    static boolean isUnderWay(JsonNode incident) {
        for (var page : incident.path("pages")) {
            if (page.path("state").asText().equals("sending")) {
                return true;
            }
        }
        return false;
    }

    /// How long that took, from the opening on.
    static Duration took(JsonNode incident) {
        var at = incident.path("acknowledgedAt").isTextual() ? "acknowledgedAt" : "resolvedAt";
        return Duration.between(instant(incident, "openedAt"), instant(incident, at));
    }

    String proven(JsonNode incident) {
        return terminal.green("Proven:")
                + " %s answered after %s.".formatted(answeredBy(incident).orElseThrow(), words(took(incident)));
    }

    String unproven(JsonNode incident, Duration waited) {
        var reached = false;
        for (var step : incident.path("timeline")) {
            reached |= step.path("kind").asText().equals("delivered")
                    && !step.path("channel").asText().equals("webhook");
        }
        return terminal.red("Not proven:")
                + " nobody answered within %s%s"
                        .formatted(
                                words(waited),
                                reached
                                        ? ", though a provider took the page. Ask those who were paged what they saw."
                                        : ", and no provider took a page. See the log of the server and docs/failures.md.");
    }

    private static Optional<String> words(JsonNode step) {
        var who = step.path("responder").asText();
        var channel = step.path("channel").asText();
        return switch (step.path("kind").asText()) {
            case "paged" ->
                Optional.of("paging %s by %s: %s, %s"
                        .formatted(
                                who,
                                channel,
                                step.path("stage").asText(),
                                step.path("because").asText()));
            case "passed" ->
                Optional.of("%s found nobody: %s"
                        .formatted(
                                step.path("stage").asText(),
                                step.path("because").asText()));
            case "delivered" ->
                Optional.of(
                        "%s to %s %s".formatted(channel, who, step.path("state").asText()));
            case "undelivered", "unconfirmed" ->
                Optional.of("%s to %s %s: %s"
                        .formatted(
                                channel,
                                who,
                                step.path("kind").asText(),
                                step.path("reason").asText()));
            case "acknowledged", "resolved", "escalated", "snoozed" ->
                Optional.of("%s by %s, via %s"
                        .formatted(
                                step.path("kind").asText(),
                                step.path("by").asText(),
                                step.path("via").asText()));
            default -> Optional.empty();
        };
    }

    private static String since(JsonNode incident, JsonNode step) {
        var after = Duration.between(instant(incident, "openedAt"), instant(step, "at"));
        return "%8s".formatted(words(after));
    }

    private static Instant instant(JsonNode node, String key) {
        return Instant.parse(node.path(key).asText());
    }

    private static String words(Duration duration) {
        var seconds = duration.toMillis() / 1_000.0;
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
