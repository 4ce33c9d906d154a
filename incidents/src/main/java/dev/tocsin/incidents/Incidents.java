package dev.tocsin.incidents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.monitor.Hold;
import dev.tocsin.monitor.MonitorId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What broke, and who has it. Opening an incident pages nobody by itself: its first step is due at once, and paging
/// finds it there, now or after a crash.
public final class Incidents {
    private final Database database;
    private final InstantSource clock;
    private final Outbox outbox;
    private final List<IncidentListener> listeners;
    private final IncidentStore store = new IncidentStore();
    private final OpenIncidentStore openOnes = new OpenIncidentStore();

    /// One line of a timeline as it is kept.
    public record TimelineEntry(Instant at, String kind, JsonNode detail) {}

    public Incidents(Database database, InstantSource clock, Outbox outbox, List<IncidentListener> listeners) {
        this.database = database;
        this.clock = clock;
        this.outbox = outbox;
        this.listeners = List.copyOf(listeners);
    }

    /// Somebody has it: paging stops with the same commit.
    public Answer acknowledge(IncidentId id, Actor by) {
        var now = clock.instant();
        return database.transact(handle -> {
            if (store.acknowledge(handle, id, by.name(), now)) {
                outbox.withdraw(handle, topic(id), now);
                store.record(handle, id, now, new IncidentEvent.Acknowledged(by.name(), by.via()));
                var acknowledged = store.find(handle, id).orElseThrow();
                listeners.forEach(listener -> listener.acknowledged(handle, acknowledged));
                return new Answer.Done(acknowledged);
            }
            return store.find(handle, id)
                    .<Answer>map(incident -> incident.status() == IncidentStatus.RESOLVED
                            ? new Answer.AlreadyResolved(incident)
                            : new Answer.AlreadyDone(incident))
                    .orElseGet(Answer.NoSuchIncident::new);
        });
    }

    /// It is over, for good.
    public Answer resolve(IncidentId id, Actor by) {
        var now = clock.instant();
        return database.transact(handle -> {
            if (resolve(handle, id, by, now)) {
                return new Answer.Done(store.find(handle, id).orElseThrow());
            }
            return store.find(handle, id).<Answer>map(Answer.AlreadyDone::new).orElseGet(Answer.NoSuchIncident::new);
        });
    }

    /// Whoever is next shall be paged now, even if somebody had acknowledged.
    public Answer escalate(IncidentId id, Actor by) {
        var now = clock.instant();
        return database.transact(handle -> {
            if (store.escalate(handle, id, now)) {
                store.record(handle, id, now, new IncidentEvent.Escalated(by.name(), by.via()));
                Wakes.signal(handle, "page");
                return new Answer.Done(store.find(handle, id).orElseThrow());
            }
            return store.find(handle, id)
                    .<Answer>map(Answer.AlreadyResolved::new)
                    .orElseGet(Answer.NoSuchIncident::new);
        });
    }

    /// Opens an incident that no monitor causes, unless one with this key is open. `key` tells what is wrong.
    public void report(String key, String title, String summary, Severity severity, String policy) {
        var now = clock.instant();
        database.run(handle -> open(
                handle,
                new IncidentStore.Opening(
                        key,
                        Optional.empty(),
                        Optional.empty(),
                        title,
                        summary,
                        severity,
                        policy,
                        now,
                        now,
                        Optional.empty()),
                Optional.empty()));
    }

    /// What [#report] told of is over. Does nothing when it was not open.
    public void clear(String key, Actor by) {
        var now = clock.instant();
        database.run(
                handle -> store.findOpen(handle, key).ifPresent(incident -> resolve(handle, incident.id(), by, now)));
    }

    public Optional<Incident> find(Handle handle, IncidentId id) {
        return store.find(handle, id);
    }

    /// The open incident that a text message means by this code.
    public Optional<Incident> findOpen(Handle handle, int replyCode) {
        return store.findOpen(handle, replyCode);
    }

    /// The newest first, `limit` at most.
    public List<Incident> newest(Handle handle, boolean openOnly, int limit) {
        return store.newest(handle, openOnly, limit);
    }

    /// How many are not resolved.
    public int countOpen(Handle handle, Severity severity) {
        return store.countOpen(handle, severity);
    }

    /// The whole timeline, oldest first.
    public List<TimelineEntry> timeline(Handle handle, IncidentId id) {
        return store.timeline(handle, id);
    }

    /// Locks incidents whose next step is due, for whoever pages.
    public List<Incident> claimEscalations(Handle handle, Instant now, int limit) {
        return store.claimEscalations(handle, now, limit);
    }

    /// So many steps have now been walked; the next falls due at `next`.
    public void escalated(Handle handle, IncidentId id, int steps, Instant next) {
        store.escalated(handle, id, steps, next);
    }

    /// Makes the next step due by `at` at the latest, while somebody is still to be paged.
    public void hasten(Handle handle, IncidentId id, Instant at) {
        if (store.hasten(handle, id, at)) {
            Wakes.signal(handle, "page");
        }
    }

    /// Adds a line to the timeline.
    public void record(Handle handle, IncidentId id, Instant at, IncidentEvent event) {
        store.record(handle, id, at, event);
    }

    /// The name under which all messages of an incident can be withdrawn.
    public static String topic(IncidentId id) {
        return "incident-" + id.value();
    }

    /// The unique key is the guard; where two come at once the second finds it open, and there is nothing to add.
    void open(Handle handle, IncidentStore.Opening opening, Optional<Hold> hold) {
        store.open(handle, opening).ifPresent(incident -> {
            note(handle, incident, opening);
            hold.ifPresent(why ->
                    store.record(handle, incident.id(), opening.openedAt(), new IncidentEvent.Held(why.because())));
            if (hold.filter(Hold.Maintenance.class::isInstance).isEmpty()) {
                announce(handle, incident);
            }
        });
    }

    /// The same where customers are told nothing of it: what is wrong hurts nobody yet. Empty when it was open.
    Optional<Incident> begin(Handle handle, IncidentStore.Opening opening) {
        var begun = store.open(handle, opening);
        begun.ifPresent(incident -> note(handle, incident, opening));
        return begun;
    }

    /// Makes an open incident as bad as it has become, and pages for it anew.
    void worsen(Handle handle, Incident incident, IncidentStore.Opening opening) {
        openOnes.worsen(handle, incident.id(), opening);
        store.escalate(handle, incident.id(), opening.openedAt());
        Wakes.signal(handle, "page");
    }

    /// All that is open because of a monitor.
    List<IncidentId> openOf(Handle handle, MonitorId monitor) {
        return openOnes.openOf(handle, monitor);
    }

    /// Tells those who tell customers.
    void announce(Handle handle, Incident incident) {
        listeners.forEach(listener -> listener.opened(handle, incident));
    }

    /// The incident of this key that is not over.
    Optional<Incident> findOpen(Handle handle, String key) {
        return store.findOpen(handle, key);
    }

    /// Pages again for an incident that was acknowledged; false when it is over.
    boolean reopen(Handle handle, Incident incident, IncidentStore.Opening opening) {
        if (!store.escalate(handle, incident.id(), opening.openedAt())) {
            return false;
        }
        note(handle, incident, opening);
        return true;
    }

    private void note(Handle handle, Incident incident, IncidentStore.Opening opening) {
        store.record(
                handle,
                incident.id(),
                opening.openedAt(),
                new IncidentEvent.Opened(opening.beganAt(), opening.summary()));
        Wakes.signal(handle, "page");
    }

    boolean resolve(Handle handle, IncidentId id, Actor by, Instant at) {
        return resolve(handle, id, by, Ending.OVER, at);
    }

    /// The same where nobody may know whether it works again.
    boolean resolve(Handle handle, IncidentId id, Actor by, Ending ending, Instant at) {
        if (!store.resolve(handle, id, by.name(), at)) {
            return false;
        }
        outbox.withdraw(handle, topic(id), at);
        store.record(handle, id, at, new IncidentEvent.Resolved(by.name(), by.via()));
        var resolved = store.find(handle, id).orElseThrow();
        listeners.forEach(listener -> listener.resolved(handle, resolved, ending));
        return true;
    }
}
