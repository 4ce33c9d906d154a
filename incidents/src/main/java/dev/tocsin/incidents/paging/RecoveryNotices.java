package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.Ending;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentListener;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.Priority;
import dev.tocsin.incidents.delivery.References;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Tells those who were paged by mail how it ended. By mail alone: nobody is woken by good news.
public final class RecoveryNotices implements IncidentListener {
    private final Outbox outbox;
    private final PageStore store = new PageStore();
    private final PageText text = new PageText();
    private final References references = new References();

    public RecoveryNotices(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void opened(Handle handle, Incident incident) {}

    @Override
    public void resolved(Handle handle, Incident incident, Ending ending) {
        var at = incident.resolvedAt().orElse(Instant.EPOCH);
        for (var recipient : store.mailed(handle, incident.id())) {
            var reference = references.next();
            outbox.enqueue(handle, text.recovery(recipient, incident, ending, at, reference), Priority.NOTICE, at, at);
        }
    }
}
