package dev.tocsin.incidents;

import java.time.Duration;
import java.time.Instant;

/// One line of an incident's timeline.
public sealed interface IncidentEvent {

    /// The monitor was believed to be down; `began` is the first failing look, `reason` what the last one saw.
    record Opened(Instant began, String reason) implements IncidentEvent {}

    /// Nobody is paged for as long as `because` holds.
    record Held(String because) implements IncidentEvent {}

    /// What held it is over, and the monitor is down still.
    record Released(String because) implements IncidentEvent {}

    /// The target changes too often to believe a recovery: the incident stays open until it has been quiet.
    record Flapping(Duration quiet) implements IncidentEvent {}

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
            case Held _ -> "held";
            case Released _ -> "released";
            case Flapping _ -> "flapping";
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
