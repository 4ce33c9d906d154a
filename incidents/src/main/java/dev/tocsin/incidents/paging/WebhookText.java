package dev.tocsin.incidents.paging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incidents.Incident;

/// What programs are told of an incident: JSON, described in docs/delivery.md.
final class WebhookText {

    private WebhookText() {}

    static String trigger(Incident incident, String because, String link) {
        return facts("trigger", incident)
                .put("because", because)
                .put("link", link)
                .toString();
    }

    static String acknowledged(Incident incident) {
        return facts("acknowledge", incident)
                .put("by", incident.acknowledgedBy().orElse(null))
                .toString();
    }

    static String resolved(Incident incident) {
        return facts("resolve", incident)
                .put("by", incident.resolvedBy().orElse(null))
                .toString();
    }

    private static ObjectNode facts(String event, Incident incident) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("event", event)
                .put("incident", incident.id().value())
                .put("title", incident.title() + " (" + incident.id() + ")")
                .put("summary", incident.summary())
                .put("severity", incident.severity().word())
                .put("monitor", incident.monitorName().orElse(null))
                .put("beganAt", incident.beganAt().toString());
    }
}
