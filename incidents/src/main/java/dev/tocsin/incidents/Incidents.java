package dev.tocsin.incidents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.monitor.Hold;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.VerdictChange;
import dev.tocsin.monitor.VerdictListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// What broke, and who has it. Opening an incident pages nobody by itself: its first step is due at once, and paging
/// finds it there, now or after a crash.
public final class Incidents implements VerdictListener {
    private static final Actor RECOVERY = new Actor("the monitor", "recovery");
    /// How long a target that flaps must be quiet before its recovery is believed.
    private static final Duration QUIET = Duration.ofMinutes(15);

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
                case DEGRADED, PARTIAL, UNKNOWN -> {}
            }
        }
    }

    @Override
    public void held(Handle handle, MonitorId monitor, Hold hold, Instant at) {
        store.findOpen(handle, key(monitor))
                .filter(incident -> store.hold(handle, incident.id(), hold.because()))
                .ifPresent(incident -> {
                    outbox.withdraw(handle, topic(incident.id()), at);
                    store.record(handle, incident.id(), at, new IncidentEvent.Held(hold.because()));
                });
    }

    @Override
    public void released(Handle handle, MonitorId monitor, Hold hold, Instant at) {
        store.findOpen(handle, key(monitor))
                .filter(incident -> store.release(handle, incident.id(), at))
                .ifPresent(incident -> {
                    store.record(handle, incident.id(), at, new IncidentEvent.Released(hold.because()));
                    Wakes.signal(handle, "page");
                    if (hold instanceof Hold.Maintenance) {
                        listeners.forEach(listener -> listener.opened(handle, incident));
                    }
                });
    }

    /// Ends what had recovered and has now been quiet for long enough. To be called every second.
    public void calmDue() {
        var now = clock.instant();
        database.run(handle -> store.calmed(handle, now).forEach(id -> resolve(handle, id, RECOVERY, now)));
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

    private void open(Handle handle, VerdictChange change) {
        var name = change.monitor().name();
        var alerting = this.alerting.get().get(name);
        if (alerting == null) {
            return;
        }
        var opening = new IncidentStore.Opening(
                key(change.monitorId()),
                Optional.of(change.monitorId().value()),
                Optional.of(name),
                name.toUpperCase(Locale.ROOT) + " DOWN",
                change.seen().reason(),
                alerting.severity(),
                alerting.policy(),
                change.since(),
                clock.instant(),
                change.hold().map(Hold::because));
        store.findOpen(handle, opening.key())
                .ifPresentOrElse(
                        open -> failedAgain(handle, open, opening, change), () -> open(handle, opening, change.hold()));
    }

    /// The unique key is the guard; where two come at once the second finds it open, and there is nothing to add.
    private void open(Handle handle, IncidentStore.Opening opening, Optional<Hold> hold) {
        store.open(handle, opening).ifPresent(incident -> {
            note(handle, incident, opening);
            hold.ifPresent(why ->
                    store.record(handle, incident.id(), opening.openedAt(), new IncidentEvent.Held(why.because())));
            if (hold.filter(Hold.Maintenance.class::isInstance).isEmpty()) {
                listeners.forEach(listener -> listener.opened(handle, incident));
            }
        });
    }

    /// An acknowledged incident that was left open must not swallow the next failure. But a target that goes up and
    /// down without end has told all it has to tell, and one that nobody looked at meanwhile never came up.
    private void failedAgain(Handle handle, Incident open, IncidentStore.Opening opening, VerdictChange change) {
        if (store.isKeptOpen(handle, open.id())) {
            store.keepOpen(handle, open.id(), opening.openedAt().plus(QUIET), Optional.empty());
            return;
        }
        var acknowledged = open.status() == IncidentStatus.ACKNOWLEDGED && change.before() != Verdict.UNKNOWN;
        if (acknowledged && change.hold().isEmpty() && store.escalate(handle, open.id(), opening.openedAt())) {
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
        if (alerting == null || !alerting.autoResolve()) {
            return;
        }
        var now = clock.instant();
        store.findOpen(handle, key(change.monitorId())).ifPresent(incident -> {
            if (change.flapping() || store.isKeptOpen(handle, incident.id())) {
                keepOpen(handle, incident, now);
            } else {
                resolve(handle, incident.id(), RECOVERY, now);
            }
        });
    }

    private void keepOpen(Handle handle, Incident incident, Instant now) {
        if (store.keepOpen(handle, incident.id(), now.plus(QUIET), Optional.of(now))) {
            store.record(handle, incident.id(), now, new IncidentEvent.Flapping(QUIET));
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
