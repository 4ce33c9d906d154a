package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Answer;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.Incidents;

/// Does what somebody answered, and says in a sentence what came of it.
record ReplyActs(Incidents incidents) {

    String act(Reply.Verb verb, IncidentId id, Actor actor) {
        return switch (verb) {
            case ACKNOWLEDGE -> sentence(verb, incidents.acknowledge(id, actor));
            case RESOLVE -> sentence(verb, incidents.resolve(id, actor));
            case ESCALATE -> sentence(verb, incidents.escalate(id, actor));
        };
    }

    private static String sentence(Reply.Verb verb, Answer answer) {
        return switch (answer) {
            case Answer.Done(var incident) ->
                switch (verb) {
                    case ACKNOWLEDGE -> "Acknowledged " + named(incident);
                    case RESOLVE -> "Resolved " + named(incident);
                    case ESCALATE -> "Escalated " + named(incident);
                };
            case Answer.AlreadyDone(var incident) ->
                incident.resolvedBy()
                        .map(by -> named(incident) + " was already resolved by " + by)
                        .orElseGet(() -> named(incident) + " was already acknowledged by "
                                + incident.acknowledgedBy().orElse("someone"));
            case Answer.AlreadyResolved(var incident) -> named(incident) + " is already resolved";
            case Answer.NoSuchIncident() -> "There is no such incident.";
        };
    }

    private static String named(Incident incident) {
        return incident.id() + " " + incident.title();
    }
}
