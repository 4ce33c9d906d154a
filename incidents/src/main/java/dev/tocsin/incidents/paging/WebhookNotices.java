package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.Ending;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentListener;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.delivery.References;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Tells the programs that heard of an incident when somebody has it, and when it is over.
public final class WebhookNotices implements IncidentListener {
    private final Outbox outbox;
    private final PageStore store = new PageStore();
    private final References references = new References();

    public WebhookNotices(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void opened(Handle handle, Incident incident) {}

    @Override
    public void acknowledged(Handle handle, Incident incident, Instant at) {
        tell(handle, incident, WebhookText.acknowledged(incident), at);
    }

    @Override
    public void resolved(Handle handle, Incident incident, Ending ending) {
        var at = incident.resolvedAt().orElse(Instant.EPOCH);
        tell(handle, incident, WebhookText.resolved(incident), at);
    }

    private void tell(Handle handle, Incident incident, String text, Instant at) {
        for (var webhook : store.hooked(handle, incident.id())) {
            var reference = references.next();
            var message = new Message(
                    Medium.WEBHOOK,
                    webhook,
                    incident.title(),
                    text,
                    Optional.empty(),
                    Incidents.topic(incident.id()),
                    reference);
            outbox.enqueue(handle, message, Priority.NOTICE, at, at);
        }
    }
}
