package dev.tocsin.incidents;

import dev.tocsin.incidents.Incidents.TimelineEntry;

/// The lines of a timeline in people's words.
public final class TimelineText {
    private TimelineText() {}

    public static String of(TimelineEntry entry) {
        return switch (entry.kind()) {
            case "opened" -> "Opened: " + said(entry, "reason");
            case "held" -> "Held back: " + said(entry, "because");
            case "released" -> "Paged after all, no longer held back: " + said(entry, "because");
            case "flapping" -> "It goes up and down: kept open until it has been quiet";
            case "found" -> "Found: " + said(entry, "summary");
            case "mended" -> "Mended: " + said(entry, "summary");
            case "worsened" -> "Worse: %s now, %s before".formatted(said(entry, "to"), said(entry, "from"));
            case "reworded" -> "Told anew: %s: %s".formatted(said(entry, "title"), said(entry, "summary"));
            case "paged" ->
                "Paged %s by %s (%s)"
                        .formatted(said(entry, "responder"), said(entry, "channel"), said(entry, "because"));
            case "passed" -> "Nobody in %s: %s".formatted(said(entry, "stage"), said(entry, "because"));
            case "delivered" -> "%s: %s".formatted(way(entry), said(entry, "state"));
            case "undelivered" ->
                "%s did not reach %s: %s"
                        .formatted(said(entry, "channel"), said(entry, "responder"), said(entry, "reason"));
            case "unconfirmed" -> "%s: %s".formatted(way(entry), said(entry, "reason"));
            case "acknowledged" -> "Acknowledged by " + actor(entry);
            case "escalated" -> "Escalated by " + actor(entry);
            case "snoozed" -> "Left to rest until %s by %s".formatted(said(entry, "until"), actor(entry));
            case "triggeredAgain" -> "Paged again: the acknowledgement by %s ran out".formatted(said(entry, "by"));
            case "policyChanged" ->
                "Now under policy %s, before under %s".formatted(said(entry, "to"), said(entry, "from"));
            case "reassigned" -> "Handed to policy %s by %s".formatted(said(entry, "to"), actor(entry));
            case "respondersAdded" -> "%s asked to help by %s".formatted(names(entry), actor(entry));
            case "severityChanged" ->
                "Made %s by %s, was %s".formatted(said(entry, "to"), actor(entry), said(entry, "from"));
            case "noted" -> "%s: %s".formatted(said(entry, "by"), said(entry, "text"));
            case "linked" -> "Tied to %s by %s".formatted(said(entry, "title"), actor(entry));
            case "resolved" -> "Resolved by " + actor(entry);
            default -> entry.kind();
        };
    }

    /// A program is called by its channel already.
    private static String way(TimelineEntry entry) {
        var channel = said(entry, "channel");
        var responder = said(entry, "responder");
        return responder.startsWith(channel) ? responder : "%s to %s".formatted(channel, responder);
    }

    private static String actor(TimelineEntry entry) {
        return "%s (%s)".formatted(said(entry, "by"), said(entry, "via"));
    }

    private static String names(TimelineEntry entry) {
        return String.join(
                ", ",
                entry.detail()
                        .path("responders")
                        .valueStream()
                        .map(one -> one.asText())
                        .toList());
    }

    private static String said(TimelineEntry entry, String key) {
        return entry.detail().path(key).asText();
    }
}
