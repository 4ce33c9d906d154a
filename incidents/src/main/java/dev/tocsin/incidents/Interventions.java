package dev.tocsin.incidents;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.delivery.Outbox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/// What people do to an incident beside answering it. All of it stands in its timeline, with who did it.
public final class Interventions {
    private final Database database;
    private final InstantSource clock;
    private final Outbox outbox;
    private final IncidentStore store = new IncidentStore();
    private final OpenIncidentStore openOnes = new OpenIncidentStore();
    private final EscalationStore escalations = new EscalationStore();

    public Interventions(Database database, InstantSource clock, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.outbox = outbox;
    }

    /// Makes it graver or less grave. When it has become graver and nobody has answered yet, the people of the step
    /// that was walked last are paged again at once, as the new severity asks for.
    public Answer changeSeverity(IncidentId id, Severity severity, Actor by) {
        return onOpen(id, (handle, incident, now) -> {
            if (!openOnes.changeSeverity(handle, id, severity)) {
                return false;
            }
            store.record(
                    handle,
                    id,
                    now,
                    new IncidentEvent.SeverityChanged(
                            incident.severity().word(), severity.word(), by.name(), by.via()));
            var graver = severity.compareTo(incident.severity()) < 0;
            if (graver && incident.escalateAt().isPresent()) {
                outbox.withdraw(handle, Incidents.topic(id), now);
                page(handle, id, OptionalInt.of(Math.max(0, incident.escalationStep() - 1)), now);
            }
            return true;
        });
    }

    /// Hands it to the people of another policy, whose first step is due at once, also after an acknowledgement.
    public Answer reassign(IncidentId id, String policy, Actor by) {
        return onOpen(id, (handle, incident, now) -> {
            escalations.follow(handle, id, policy, now);
            outbox.withdraw(handle, Incidents.topic(id), now);
            store.record(handle, id, now, new IncidentEvent.Reassigned(incident.policy(), policy, by.name(), by.via()));
            page(handle, id, OptionalInt.of(0), now);
            return true;
        });
    }

    /// Adds a line to the timeline, also after the end.
    public Answer note(IncidentId id, String text, Actor by) {
        return onAny(
                id, (handle, now) -> store.record(handle, id, now, new IncidentEvent.Noted(text, by.name(), by.via())));
    }

    /// Ties it to something else, also after the end.
    public Answer link(IncidentId id, Link link, Actor by) {
        return onAny(
                id,
                (handle, now) -> store.record(
                        handle,
                        id,
                        now,
                        new IncidentEvent.Linked(
                                link.relation().word(), link.target(), link.title(), by.name(), by.via())));
    }

    private void page(Handle handle, IncidentId id, OptionalInt walked, Instant now) {
        escalations.escalate(handle, id, walked, now);
        Wakes.signal(handle, "page");
    }

    private interface Deed {
        boolean done(Handle handle, Incident incident, Instant now);
    }

    private Answer onOpen(IncidentId id, Deed deed) {
        var now = clock.instant();
        return database.transact(handle -> {
            var found = store.lock(handle, id);
            if (found.isEmpty()) {
                return new Answer.NoSuchIncident();
            }
            var incident = found.get();
            if (incident.status() == IncidentStatus.RESOLVED) {
                return new Answer.AlreadyResolved(incident);
            }
            return deed.done(handle, incident, now)
                    ? new Answer.Done(store.find(handle, id).orElseThrow())
                    : new Answer.AlreadyDone(incident);
        });
    }

    private Answer onAny(IncidentId id, BiConsumer<Handle, Instant> deed) {
        var now = clock.instant();
        return database.transact(handle -> store.find(handle, id)
                .<Answer>map(incident -> {
                    deed.accept(handle, now);
                    return new Answer.Done(incident);
                })
                .orElseGet(Answer.NoSuchIncident::new));
    }
}
