package dev.tocsin.incidents;

import java.time.Instant;

/// One line of an incident's timeline.
public sealed interface IncidentEvent {

    /// The monitor was believed to be down; `began` is the first failing look, `reason` what the last one saw.
    record Opened(Instant began, String reason) implements IncidentEvent {}

    /// A responder was summoned.
    record Paged(String responder, String channel, String stage, String because) implements IncidentEvent {}

    /// A step found nobody to page, and the next was taken at once.
    record Passed(String stage, String because) implements IncidentEvent {}

    /// The carrier confirmed that the page arrived, or the provider took it.
    record Delivered(String responder, String channel, String state) implements IncidentEvent {}

    /// The page will not arrive on this contact.
    record Undelivered(String responder, String channel, String reason) implements IncidentEvent {}

    record Acknowledged(String by, String via) implements IncidentEvent {}

    /// A person asked for the next step now.
    record Escalated(String by, String via) implements IncidentEvent {}

    record Resolved(String by, String via) implements IncidentEvent {}

    /// The word in JSON and SQL.
    default String kind() {
        return switch (this) {
            case Opened _ -> "opened";
            case Paged _ -> "paged";
            case Passed _ -> "passed";
            case Delivered _ -> "delivered";
            case Undelivered _ -> "undelivered";
            case Acknowledged _ -> "acknowledged";
            case Escalated _ -> "escalated";
            case Resolved _ -> "resolved";
        };
    }
}
