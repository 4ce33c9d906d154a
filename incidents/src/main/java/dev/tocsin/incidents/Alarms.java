package dev.tocsin.incidents;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.monitor.Hold;
import dev.tocsin.monitor.MonitorId;
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

/// Makes incidents of verdicts: they open when a monitor goes down, wait while something holds them, and end when it
/// is believed to be up again.
public final class Alarms implements VerdictListener {
    /// Finds a row where [#calmDue] has something to do at `:now`.
    public static final String CALM_DUE = IncidentHoldStore.CALM_DUE;

    private static final Actor RECOVERY = new Actor("the monitor", "recovery");

    /// How long a target that flaps must be quiet before its recovery is believed.
    private static final Duration QUIET = Duration.ofMinutes(15);

    private final Database database;
    private final InstantSource clock;
    private final Incidents incidents;
    private final Supplier<Map<String, Alerting>> alerting;
    private final Outbox outbox;
    private final IncidentHoldStore holds = new IncidentHoldStore();

    /// @param alerting what each monitor means for people, by name; asked anew each time, for settings change
    public Alarms(
            Database database,
            InstantSource clock,
            Incidents incidents,
            Supplier<Map<String, Alerting>> alerting,
            Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.incidents = incidents;
        this.alerting = alerting;
        this.outbox = outbox;
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
        incidents
                .findOpen(handle, key(monitor))
                .filter(incident -> holds.hold(handle, incident.id(), hold.because()))
                .ifPresent(incident -> {
                    outbox.withdraw(handle, Incidents.topic(incident.id()), at);
                    incidents.record(handle, incident.id(), at, new IncidentEvent.Held(hold.because()));
                });
    }

    @Override
    public void released(Handle handle, MonitorId monitor, Hold hold, Instant at) {
        incidents
                .findOpen(handle, key(monitor))
                .filter(incident -> holds.release(handle, incident.id(), at))
                .ifPresent(incident -> {
                    incidents.record(handle, incident.id(), at, new IncidentEvent.Released(hold.because()));
                    Wakes.signal(handle, "page");
                    if (hold instanceof Hold.Maintenance) {
                        incidents.announce(handle, incident);
                    }
                });
    }

    /// Ends what had recovered and has now been quiet for long enough. To be called every second.
    public void calmDue() {
        var now = clock.instant();
        database.run(handle -> holds.calmed(handle, now).forEach(id -> incidents.resolve(handle, id, RECOVERY, now)));
    }

    @Override
    public void retired(Handle handle, MonitorId monitor, Instant at, String by) {
        end(handle, monitor, at, by, Ending.MONITOR_REMOVED);
    }

    @Override
    public void paused(Handle handle, MonitorId monitor, Instant at, String by) {
        end(handle, monitor, at, by, Ending.MONITOR_PAUSED);
    }

    private void end(Handle handle, MonitorId monitor, Instant at, String by, Ending ending) {
        incidents
                .openOf(handle, monitor)
                .forEach(incident -> incidents.resolve(handle, incident, new Actor(by, ending.words()), ending, at));
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
        incidents
                .findOpen(handle, opening.key())
                .ifPresentOrElse(
                        open -> failedAgain(handle, open, opening, change),
                        () -> incidents.open(handle, opening, change.hold()));
    }

    /// An acknowledged incident that was left open must not swallow the next failure. But a target that goes up and
    /// down without end has told all it has to tell, and one that was never up meanwhile has not failed again.
    private void failedAgain(Handle handle, Incident open, IncidentStore.Opening opening, VerdictChange change) {
        if (holds.isKeptOpen(handle, open.id())) {
            holds.keepOpen(handle, open.id(), opening.openedAt().plus(QUIET), Optional.empty());
            return;
        }
        var acknowledged = open.status() == IncidentStatus.ACKNOWLEDGED;
        if (acknowledged && mayHaveComeUp(change) && change.hold().isEmpty()) {
            incidents.reopen(handle, open, opening);
        }
    }

    private boolean mayHaveComeUp(VerdictChange change) {
        return switch (change.before()) {
            case UNKNOWN -> false;
            // On the way up and on the way down alike. Where recovery resolves, what is open still never came up.
            case PARTIAL ->
                !Optional.ofNullable(alerting.get().get(change.monitor().name()))
                        .map(Alerting::autoResolve)
                        .orElse(true);
            case UP, DEGRADED, DOWN -> true;
        };
    }

    private void recover(Handle handle, VerdictChange change) {
        var alerting = this.alerting.get().get(change.monitor().name());
        if (alerting == null || !alerting.autoResolve()) {
            return;
        }
        var now = clock.instant();
        incidents.findOpen(handle, key(change.monitorId())).ifPresent(incident -> {
            if (change.flapping() || holds.isKeptOpen(handle, incident.id())) {
                keepOpen(handle, incident, now);
            } else {
                incidents.resolve(handle, incident.id(), RECOVERY, now);
            }
        });
    }

    private void keepOpen(Handle handle, Incident incident, Instant now) {
        if (holds.keepOpen(handle, incident.id(), now.plus(QUIET), Optional.of(now))) {
            incidents.record(handle, incident.id(), now, new IncidentEvent.Flapping(QUIET));
        }
    }

    private static String key(MonitorId monitor) {
        return "monitor:" + monitor.value();
    }
}
