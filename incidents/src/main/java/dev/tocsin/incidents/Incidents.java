package dev.tocsin.incidents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.VerdictChange;
import dev.tocsin.monitor.VerdictListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// What broke, and who has it. Opening an incident pages nobody by itself: its first step is due at once, and paging
/// finds
/// it there, now or after a crash.
public final class Incidents implements VerdictListener {
    private static final Actor RECOVERY = new Actor("the monitor", "recovery");
    private static final Actor RETIRED = new Actor("the settings", "monitor removed");

    private final Database database;
    private final InstantSource clock;
    private final Supplier<Map<String, Alerting>> alerting;
    private final Outbox outbox;
    private final List<IncidentListener> listeners;
    private final IncidentStore store = new IncidentStore();

    /// One line of a timeline as it is kept.
    public record TimelineEntry(Instant at, String kind, JsonNode detail) {}

    /// @param alerting what each monitor means for people, by name; asked anew each time, for settings change
    public Incidents(
            Database database,
            InstantSource clock,
            Supplier<Map<String, Alerting>> alerting,
            Outbox outbox,
            List<IncidentListener> listeners) {
        this.database = database;
        this.clock = clock;
        this.alerting = alerting;
        this.outbox = outbox;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void verdictsChanged(Handle handle, List<VerdictChange> changes) {
        for (var change : changes) {
            switch (change.after()) {
                case DOWN -> open(handle, change);
                case UP -> recover(handle, change);
                case DEGRADED, UNKNOWN -> {}
            }
        }
    }

    @Override
    public void retired(Handle handle, MonitorId monitor, Instant at) {
        store.findOpen(handle, key(monitor)).ifPresent(incident -> resolve(handle, incident.id(), RETIRED, at));
    }

    /// Somebody has it: paging stops with the same commit.
    public Answer acknowledge(IncidentId id, Actor by) {
        var now = clock.instant();
        return database.transact(handle -> {
            if (store.acknowledge(handle, id, by.name(), now)) {
                outbox.withdraw(handle, topic(id), now);
                store.record(handle, id, now, new IncidentEvent.Acknowledged(by.name(), by.via()));
                return new Answer.Done(store.find(handle, id).orElseThrow());
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
                        key, Optional.empty(), Optional.empty(), title, summary, severity, policy, now, now)));
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

    private void open(Handle handle, VerdictChange change) {
        var name = change.monitor().name();
        var alerting = this.alerting.get().get(name);
        if (alerting == null) {
            return;
        }
        open(
                handle,
                new IncidentStore.Opening(
                        key(change.monitorId()),
                        Optional.of(change.monitorId().value()),
                        Optional.of(name),
                        name.toUpperCase(Locale.ROOT) + " DOWN",
                        change.seen().reason(),
                        alerting.severity(),
                        alerting.policy(),
                        change.since(),
                        clock.instant()));
    }

    private void open(Handle handle, IncidentStore.Opening opening) {
        store.open(handle, opening)
                .ifPresentOrElse(
                        incident -> {
                            note(handle, incident, opening);
                            listeners.forEach(listener -> listener.opened(handle, incident));
                        },
                        () -> store.findOpen(handle, opening.key())
                                .filter(open -> open.status() == IncidentStatus.ACKNOWLEDGED)
                                .ifPresent(open -> failedAgain(handle, open, opening)));
    }

    /// An acknowledged incident that was left open must not swallow the next failure.
    private void failedAgain(Handle handle, Incident open, IncidentStore.Opening opening) {
        if (store.escalate(handle, open.id(), opening.openedAt())) {
            note(handle, open, opening);
        }
    }

    private void note(Handle handle, Incident incident, IncidentStore.Opening opening) {
        store.record(
                handle,
                incident.id(),
                opening.openedAt(),
                new IncidentEvent.Opened(opening.beganAt(), opening.summary()));
        Wakes.signal(handle, "page");
    }

    private void recover(Handle handle, VerdictChange change) {
        var alerting = this.alerting.get().get(change.monitor().name());
        if (alerting != null && alerting.autoResolve()) {
            store.findOpen(handle, key(change.monitorId()))
                    .ifPresent(incident -> resolve(handle, incident.id(), RECOVERY, clock.instant()));
        }
    }

    private boolean resolve(Handle handle, IncidentId id, Actor by, Instant at) {
        if (!store.resolve(handle, id, by.name(), at)) {
            return false;
        }
        outbox.withdraw(handle, topic(id), at);
        store.record(handle, id, at, new IncidentEvent.Resolved(by.name(), by.via()));
        var resolved = store.find(handle, id).orElseThrow();
        listeners.forEach(listener -> listener.resolved(handle, resolved));
        return true;
    }

    private static String key(MonitorId monitor) {
        return "monitor:" + monitor.value();
    }
}
