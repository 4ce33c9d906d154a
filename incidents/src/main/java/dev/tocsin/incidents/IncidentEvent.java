package dev.tocsin.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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

    /// A check of posture is worse than it was accepted; `before` is what was seen when it was last in order, `after`
    /// what is seen now.
    record Found(
            String check, String verdict, String severity, String summary, Instant since, String before, String after)
            implements IncidentEvent {}

    /// A check of posture is in order again, as `after` shows.
    record Mended(String check, String summary, String after) implements IncidentEvent {}

    /// What was open already has become worse, and pages anew.
    record Worsened(String from, String to) implements IncidentEvent {}

    /// Whoever told of it tells of it in other words.
    record Reworded(String title, String summary) implements IncidentEvent {}

    /// A responder was summoned.
    record Paged(String responder, String channel, String stage, String because) implements IncidentEvent {}

    /// A step found nobody to page, and the next was taken at once.
    record Passed(String stage, String because) implements IncidentEvent {}

    /// The carrier confirmed that the page arrived, or the provider took it.
    record Delivered(String responder, String channel, String state) implements IncidentEvent {}

    /// The page will not arrive on this contact.
    record Undelivered(String responder, String channel, String reason) implements IncidentEvent {}

    /// Nobody knows whether the page arrived, or it cannot leave at the moment; `reason` says which.
    record Unconfirmed(String responder, String channel, String reason) implements IncidentEvent {}

    record Acknowledged(String by, String via) implements IncidentEvent {}

    /// A person asked for the next step now.
    record Escalated(String by, String via) implements IncidentEvent {}

    /// Nobody is paged until `until`, for somebody wants it to rest.
    record Snoozed(String by, String via, Instant until) implements IncidentEvent {}

    /// An acknowledgement by `by` has run out, or the rest that they asked for is over.
    record TriggeredAgain(String by) implements IncidentEvent {}

    /// The settings put the monitor under another policy, and its first step is due.
    record PolicyChanged(String from, String to) implements IncidentEvent {}

    /// A person put it under another policy, and its first step is due.
    record Reassigned(String from, String to, String by, String via) implements IncidentEvent {}

    /// A person asked these to help, beside whom the policy names.
    record RespondersAdded(List<String> responders, String by, String via) implements IncidentEvent {}

    record SeverityChanged(String from, String to, String by, String via) implements IncidentEvent {}

    record Noted(String text, String by, String via) implements IncidentEvent {}

    /// A person tied it to something else: `target` is where, `kind` what that is.
    record Linked(String relation, String target, String title, String by, String via) implements IncidentEvent {}

    record Resolved(String by, String via) implements IncidentEvent {}

    /// The word in JSON and SQL.
    default String kind() {
        return switch (this) {
            case Opened _ -> "opened";
            case Held _ -> "held";
            case Released _ -> "released";
            case Flapping _ -> "flapping";
            case Found _ -> "found";
            case Mended _ -> "mended";
            case Worsened _ -> "worsened";
            case Reworded _ -> "reworded";
            case Paged _ -> "paged";
            case Passed _ -> "passed";
            case Delivered _ -> "delivered";
            case Undelivered _ -> "undelivered";
            case Unconfirmed _ -> "unconfirmed";
            case Acknowledged _ -> "acknowledged";
            case Escalated _ -> "escalated";
            case Snoozed _ -> "snoozed";
            case TriggeredAgain _ -> "triggeredAgain";
            case PolicyChanged _ -> "policyChanged";
            case Reassigned _ -> "reassigned";
            case RespondersAdded _ -> "respondersAdded";
            case SeverityChanged _ -> "severityChanged";
            case Noted _ -> "noted";
            case Linked _ -> "linked";
            case Resolved _ -> "resolved";
        };
    }
}
