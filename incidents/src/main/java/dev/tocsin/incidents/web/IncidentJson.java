package dev.tocsin.incidents.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incidents.Escalations;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.delivery.Deliveries;
import dev.tocsin.incidents.paging.Pages;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Incidents as the API shows them.
public final class IncidentJson {
    private final Incidents incidents;
    private final Escalations escalations;
    private final Pages pages;
    private final Deliveries deliveries;

    public IncidentJson(Incidents incidents, Escalations escalations, Pages pages, Deliveries deliveries) {
        this.incidents = incidents;
        this.escalations = escalations;
        this.pages = pages;
        this.deliveries = deliveries;
    }

    /// All that is known of one: also what happens next, its timeline, its pages and what became of them.
    public ObjectNode whole(Handle handle, Incident incident) {
        var json = facts(incident);
        json.put(
                "previous",
                incidents.previous(handle, incident).map(id -> id.value()).orElse(null));
        var awaited = json.putArray("awaiting");
        escalations.awaited(handle, incident.id()).forEach(awaited::add);
        pages.next(handle, incident)
                .ifPresentOrElse(
                        next -> json.putObject("nextPage")
                                .put("at", next.at().toString())
                                .put("responder", next.responder())
                                .put("contact", next.contact())
                                .put("because", next.because()),
                        () -> json.putNull("nextPage"));
        // Before the timeline: whoever reads that a page got through finds it there as well.
        var all = pages(handle, incident);
        var timeline = json.putArray("timeline");
        for (var entry : incidents.timeline(handle, incident.id())) {
            var line = timeline.addObject().put("at", entry.at().toString()).put("kind", entry.kind());
            entry.detail().properties().forEach(detail -> line.set(detail.getKey(), detail.getValue()));
        }
        json.set("pages", all);
        return json;
    }

    private ArrayNode pages(Handle handle, Incident incident) {
        var all = JsonNodeFactory.instance.arrayNode();
        for (var page : pages.of(handle, incident.id())) {
            var json = all.addObject()
                    .put("responder", page.responder())
                    .put("contact", page.contact())
                    .put("channel", page.medium().word())
                    .put("call", page.call())
                    .put("step", page.step())
                    .put("dueAt", page.dueAt().toString())
                    .put("because", page.because())
                    .put("state", deliveries.state(handle, page.delivery()).word());
            var attempts = json.putArray("deliveries");
            for (var attempt : deliveries.attempts(handle, page.delivery())) {
                attempts.addObject()
                        .put("at", attempt.at().toString())
                        .put("attempt", attempt.attempt())
                        .put("provider", attempt.provider())
                        .put("providerId", attempt.providerId().orElse(null))
                        .put("state", attempt.state())
                        .put("reason", attempt.reason());
            }
        }
        return all;
    }

    /// What is known of an incident by itself.
    public static ObjectNode facts(Incident incident) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", incident.id().value())
                .put("key", incident.key())
                .put("status", incident.status().name().toLowerCase(Locale.ROOT))
                .put("severity", incident.severity().word())
                .put("title", incident.title())
                .put("summary", incident.summary())
                .put("monitor", incident.monitorName().orElse(null))
                .put("policy", incident.policy())
                .put("heldBy", incident.heldBy().orElse(null))
                .put("drill", incident.drill())
                .put("replyCode", incident.replyCode())
                .put("beganAt", incident.beganAt().toString())
                .put("openedAt", incident.openedAt().toString())
                .put("acknowledgedAt", text(incident.acknowledgedAt()))
                .put("acknowledgedBy", incident.acknowledgedBy().orElse(null))
                .put("triggersAgainAt", text(incident.triggersAgainAt()))
                .put("resolvedAt", text(incident.resolvedAt()))
                .put("resolvedBy", incident.resolvedBy().orElse(null));
    }

    private static @Nullable String text(Optional<Instant> at) {
        return at.map(Instant::toString).orElse(null);
    }
}
