package dev.tocsin.incidents;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.AcknowledgementStore.Awaited;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// How far incidents have been escalated: what is due, what has been walked, and whose answer is awaited. Paging asks
/// here and decides; what people answer comes by [Incidents].
public final class Escalations {
    /// Finds a row where somebody is to be called at `:now`.
    public static final String PAGES_DUE = EscalationStore.DUE + " union all " + AcknowledgementStore.AWAITED_DUE;

    /// Finds a row where [#triggerAgainDue] has something to do at `:now`.
    public static final String AGAIN_DUE = AcknowledgementStore.TRIGGERS_AGAIN_DUE;

    private final Database database;
    private final InstantSource clock;
    private final IncidentStore incidents = new IncidentStore();
    private final OpenIncidentStore openOnes = new OpenIncidentStore();
    private final EscalationStore store = new EscalationStore();
    private final AcknowledgementStore acknowledgements = new AcknowledgementStore();

    /// Somebody who is called again at `at`, because their own answer is awaited.
    public record Again(String responder, String because, Instant at) {}

    /// An incident for which `responder` is to be called again now; `call` is the number of that call.
    public record Recall(Incident incident, String responder, String because, int call) {}

    public Escalations(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Locks incidents whose next step is due, for whoever pages.
    public List<Incident> claim(Handle handle, Instant now, int limit) {
        return store.claim(handle, now, limit);
    }

    /// So many steps have now been walked; the next falls due at `next`.
    public void walked(Handle handle, IncidentId id, int steps, Instant next) {
        store.walked(handle, id, steps, next);
    }

    /// Makes the next step due by `at` at the latest, while somebody is still to be paged.
    public void hasten(Handle handle, IncidentId id, Instant at) {
        if (store.hasten(handle, id, at)) {
            Wakes.signal(handle, "page");
        }
    }

    /// Nobody is paged before `until`; then it is looked at again.
    public void hold(Handle handle, Incident incident, String because, Instant until, Instant now) {
        store.hold(handle, incident.id(), because, until);
        if (!incident.heldBy().filter(because::equals).isPresent()) {
            incidents.record(handle, incident.id(), now, new IncidentEvent.Held(because));
        }
    }

    /// Everything that waits for an answer, the oldest first.
    public List<Incident> triggered(Handle handle) {
        return store.triggered(handle);
    }

    /// The number of a call that belongs to no step of the policy.
    public int called(Handle handle, IncidentId id) {
        return store.called(handle, id);
    }

    /// Notes that `responder` must answer for themselves: also after somebody else's acknowledgement they are called
    /// again every `wait`, until they acknowledge or it is over.
    ///
    /// @param wait more than zero
    public void await(Handle handle, IncidentId id, String responder, String because, Duration wait, Instant now) {
        acknowledgements.await(handle, id, responder, because, wait, now.plus(wait), false);
    }

    /// The same for somebody who was asked to help, beside the policy: they are called again also while nobody has
    /// acknowledged.
    public void awaitHelp(Handle handle, IncidentId id, String responder, String because, Duration wait, Instant now) {
        acknowledgements.await(handle, id, responder, because, wait, now.plus(wait), true);
    }

    /// Whose own answer is awaited, by name.
    public List<String> awaited(Handle handle, IncidentId id) {
        return acknowledgements.awaited(handle, id);
    }

    /// Who of those is called next, and when; empty when nobody is awaited.
    public Optional<Again> nextAwaited(Handle handle, Incident incident) {
        var helpersAlone = incident.status() == IncidentStatus.TRIGGERED;
        return acknowledgements.nextAwaited(handle, incident.id(), helpersAlone);
    }

    /// Takes those who are to be called again now.
    public List<Recall> claimAwaited(Handle handle, Instant now, int limit) {
        return acknowledgements.claimAwaited(handle, now, limit).stream()
                .flatMap(awaited -> recall(handle, awaited).stream())
                .toList();
    }

    private Optional<Recall> recall(Handle handle, Awaited awaited) {
        return incidents
                .find(handle, awaited.incident())
                .map(incident -> new Recall(
                        incident, awaited.responder(), awaited.because(), store.called(handle, incident.id())));
    }

    /// Has incidents paged again whose acknowledgement has run out or whose rest is over. To be called every second.
    public void triggerAgainDue() {
        var now = clock.instant();
        database.run(handle -> {
            var due = acknowledgements.triggerAgain(handle, now);
            due.forEach(
                    one -> incidents.record(handle, one.incident(), now, new IncidentEvent.TriggeredAgain(one.by())));
            if (!due.isEmpty()) {
                Wakes.signal(handle, "page");
            }
        });
    }

    /// Puts what is open under the policies that its monitors have now: where somebody is still to be paged, the new
    /// first step is due at once.
    ///
    /// @param alerting what each monitor means for people, by name
    public void follow(Map<String, Alerting> alerting) {
        var now = clock.instant();
        database.run(handle -> {
            for (var incident : openOnes.ofMonitors(handle)) {
                var meaning = incident.monitorName().flatMap(name -> Optional.ofNullable(alerting.get(name)));
                meaning.map(Alerting::policy)
                        .filter(policy -> store.follow(handle, incident.id(), policy, now))
                        .ifPresent(policy -> changed(handle, incident, policy, now));
            }
        });
    }

    private void changed(Handle handle, Incident incident, String policy, Instant now) {
        incidents.record(handle, incident.id(), now, new IncidentEvent.PolicyChanged(incident.policy(), policy));
        Wakes.signal(handle, "page");
    }
}
