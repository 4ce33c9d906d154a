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
import java.util.OptionalInt;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// What broke, and who has it. Opening an incident pages nobody by itself: its first step is due at once, and paging
/// finds it there, now or after a crash.
public final class Incidents {
    private final Database database;
    private final InstantSource clock;
    private final Outbox outbox;
    private final List<IncidentListener> listeners;
    private final AckTimeouts timeouts;
    private final IncidentStore store = new IncidentStore();
    private final OpenIncidentStore openOnes = new OpenIncidentStore();
    private final EscalationStore escalations = new EscalationStore();
    private final AcknowledgementStore acknowledgements = new AcknowledgementStore();

    /// One line of a timeline as it is kept.
    public record TimelineEntry(Instant at, String kind, JsonNode detail) {}

    /// @param timeouts after what time an acknowledgement counts no more
    public Incidents(
            Database database,
            InstantSource clock,
            Outbox outbox,
            List<IncidentListener> listeners,
            AckTimeouts timeouts) {
        this.database = database;
        this.clock = clock;
        this.outbox = outbox;
        this.listeners = List.copyOf(listeners);
        this.timeouts = timeouts;
    }

    /// Somebody has it: paging stops with the same commit, but for those who must answer for themselves and have not.
    public Answer acknowledge(IncidentId id, Actor by) {
        var now = clock.instant();
        return act(id, handle -> {
            var incident = store.find(handle, id);
            var until = incident.flatMap(one -> timeouts.after(one.policy())).map(now::plus);
            var first = acknowledgements.acknowledge(handle, id, by.name(), now, until);
            var awaited = acknowledgements.answered(handle, id, by.name());
            if (!first && !awaited) {
                return false;
            }
            if (first) {
                acknowledgements.rest(handle, id, now);
            }
            acknowledged(handle, id, now, new IncidentEvent.Acknowledged(by.name(), by.via()));
            return true;
        });
    }

    /// Nobody is paged for it until `until`; then it waits for an answer again, from the first step on.
    ///
    /// @param until after now; not checked here
    public Answer snooze(IncidentId id, Instant until, Actor by) {
        var now = clock.instant();
        return act(id, handle -> {
            if (!acknowledgements.snooze(handle, id, by.name(), now, until)) {
                return false;
            }
            acknowledgements.forget(handle, id);
            acknowledged(handle, id, now, new IncidentEvent.Snoozed(by.name(), by.via(), until));
            return true;
        });
    }

    private void acknowledged(Handle handle, IncidentId id, Instant now, IncidentEvent event) {
        store.record(handle, id, now, event);
        var incident = store.find(handle, id).orElseThrow();
        listeners.forEach(listener -> listener.acknowledged(handle, incident, now));
    }

    /// Does what a person wants in one transaction. What changed nothing was done before, or comes too late.
    private Answer act(IncidentId id, Function<Handle, Boolean> deed) {
        return database.transact(handle -> {
            var done = deed.apply(handle);
            return store.find(handle, id)
                    .<Answer>map(incident -> done
                            ? new Answer.Done(incident)
                            : incident.status() == IncidentStatus.RESOLVED
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
        return escalate(id, OptionalInt.empty(), by);
    }

    /// The same from a chosen step on.
    ///
    /// @param walked how many steps of the policy shall count as walked; empty to go on with the next one
    public Answer escalate(IncidentId id, OptionalInt walked, Actor by) {
        var now = clock.instant();
        return act(id, handle -> {
            if (!escalations.escalate(handle, id, walked, now)) {
                return false;
            }
            store.record(handle, id, now, new IncidentEvent.Escalated(by.name(), by.via()));
            Wakes.signal(handle, "page");
            return true;
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

    /// Which incidents are wanted: older ones than number `before`, of this monitor, of this severity.
    public record Wanted(boolean openOnly, Optional<String> monitor, Optional<Severity> severity, long before) {}

    /// What is wanted, the newest first, `limit` at most.
    public List<Incident> page(Handle handle, Wanted wanted, int limit) {
        return openOnes.page(handle, wanted, limit);
    }

    /// The last incident before this one of which the same was wrong; empty when it is the first.
    public Optional<IncidentId> previous(Handle handle, Incident incident) {
        return openOnes.previous(handle, incident);
    }

    /// How many are not resolved.
    public int countOpen(Handle handle, Severity severity) {
        return store.countOpen(handle, severity);
    }

    /// The whole timeline, oldest first.
    public List<TimelineEntry> timeline(Handle handle, IncidentId id) {
        return store.timeline(handle, id);
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
        escalations.escalate(handle, incident.id(), OptionalInt.empty(), opening.openedAt());
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
    public Optional<Incident> findOpen(Handle handle, String key) {
        return store.findOpen(handle, key);
    }

    /// Pages again for an incident that was acknowledged; false when it is over.
    boolean reopen(Handle handle, Incident incident, IncidentStore.Opening opening) {
        if (!escalations.escalate(handle, incident.id(), OptionalInt.empty(), opening.openedAt())) {
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
        acknowledgements.forget(handle, id);
        store.record(handle, id, at, new IncidentEvent.Resolved(by.name(), by.via()));
        var resolved = store.find(handle, id).orElseThrow();
        listeners.forEach(listener -> listener.resolved(handle, resolved, ending));
        return true;
    }
}
