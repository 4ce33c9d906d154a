package dev.tocsin.incidents;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Opens, changes and ends incidents that other systems tell of, each by its own key. Works inside the caller's
/// transaction. Customers are told nothing: what to tell them is for people to decide.
public final class Signals {
    private final Incidents incidents;
    private final IncidentStore store = new IncidentStore();
    private final OpenIncidentStore openOnes = new OpenIncidentStore();

    /// Something is wrong since `beganAt`. `key` tells what: one incident is open for it at most.
    ///
    /// @param monitor the name of the monitor that watches the same thing; it need not exist
    public record Signal(
            String key,
            String title,
            String summary,
            Severity severity,
            String policy,
            Optional<String> monitor,
            Instant beganAt) {}

    /// What became of it.
    public enum Effect {
        OPENED,
        /// It was open; its words or its severity are others now.
        CHANGED,
        UNCHANGED
    }

    public record Raised(IncidentId incident, Effect effect) {}

    public Signals(Incidents incidents) {
        this.incidents = incidents;
    }

    /// Opens an incident unless one is open. A graver one pages anew; other words alone page nobody.
    public Raised raise(Handle handle, Signal signal, Instant at) {
        var opening = new IncidentStore.Opening(
                signal.key(),
                Optional.empty(),
                signal.monitor(),
                signal.title(),
                signal.summary(),
                signal.severity(),
                signal.policy(),
                signal.beganAt(),
                at,
                Optional.empty());
        return incidents
                .begin(handle, opening)
                .map(begun -> new Raised(begun.id(), Effect.OPENED))
                .orElseGet(() -> change(handle, opening, at));
    }

    private Raised change(Handle handle, IncidentStore.Opening opening, Instant at) {
        var open = store.findOpen(handle, opening.key())
                .flatMap(one -> store.lock(handle, one.id()))
                .orElseThrow();
        if (opening.severity().compareTo(open.severity()) < 0) {
            store.record(
                    handle,
                    open.id(),
                    at,
                    new IncidentEvent.Worsened(
                            open.severity().word(), opening.severity().word()));
            incidents.worsen(handle, open, opening);
            return new Raised(open.id(), Effect.CHANGED);
        }
        if (!openOnes.reword(handle, open.id(), opening.title(), opening.summary())) {
            return new Raised(open.id(), Effect.UNCHANGED);
        }
        store.record(handle, open.id(), at, new IncidentEvent.Reworded(opening.title(), opening.summary()));
        return new Raised(open.id(), Effect.CHANGED);
    }

    /// It is over; empty when nothing was open.
    public Optional<IncidentId> lower(Handle handle, String key, Actor by, Instant at) {
        return store.findOpen(handle, key).map(Incident::id).filter(id -> incidents.resolve(handle, id, by, at));
    }
}
