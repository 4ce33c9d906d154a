package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.Ending;
import dev.tocsin.incidents.Escalations;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentListener;
import dev.tocsin.incidents.delivery.Outbox;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Takes back what has not left when somebody acknowledges, and waits for no more receipts: all of it, but for pages to
/// those who must answer for themselves and have not.
public final class Withdrawals implements IncidentListener {
    private final Escalations escalations;
    private final Outbox outbox;
    private final PageStore store = new PageStore();

    public Withdrawals(Escalations escalations, Outbox outbox) {
        this.escalations = escalations;
        this.outbox = outbox;
    }

    @Override
    public void opened(Handle handle, Incident incident) {}

    @Override
    public void acknowledged(Handle handle, Incident incident, Instant at) {
        var awaited = escalations.awaited(handle, incident.id());
        outbox.withdraw(handle, store.unsettled(handle, incident.id(), awaited), at);
    }

    @Override
    public void resolved(Handle handle, Incident incident, Ending ending) {}
}
