package dev.tocsin.statuspage;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.Ending;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentListener;
import dev.tocsin.monitor.MonitorState;
import dev.tocsin.monitor.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Tells customers of incidents on components that publish automatically, in the transaction in which the incident
/// itself opens or ends. Monitors of one component that fail together make one public incident.
public final class Updates implements IncidentListener {
    /// Finds a row while [#worsenDue] has something to look at.
    public static final String OPEN_AUTOMATIC = PublicIncidentStore.OPEN_AUTOMATIC;

    private final Database database;
    private final Supplier<StatusPageSettings> settings;
    private final Readings readings;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ComponentStore components = new ComponentStore();
    private final PublicIncidentStore store = new PublicIncidentStore();

    /// `settings` is asked each time, so that a reload takes effect at once.
    public Updates(
            Database database,
            Supplier<StatusPageSettings> settings,
            Readings readings,
            InstantSource clock,
            RandomGenerator random) {
        this.database = database;
        this.settings = settings;
        this.readings = readings;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void opened(Handle handle, Incident incident) {
        // The state of the component changes on the page whether or not an incident is published.
        Wakes.signal(handle, StatusBoard.WORK);
        var affected = incident.monitorName()
                .map(monitor -> automatic(handle, monitor))
                .orElse(Map.of());
        // What was held by maintenance after it had opened is announced again when it is let go.
        var told = !store.componentsOf(handle, incident.id()).isEmpty();
        if (affected.isEmpty() || told) {
            return;
        }
        components.lock(handle, affected.keySet());
        var impact = impact(handle, affected.values(), incident.monitorName(), incident.openedAt());
        openOn(handle, affected.keySet())
                .ifPresentOrElse(
                        open -> widen(handle, open, incident, affected, impact),
                        () -> publish(handle, incident, affected, impact));
    }

    @Override
    public void resolved(Handle handle, Incident incident, Ending ending) {
        Wakes.signal(handle, StatusBoard.WORK);
        var at = incident.resolvedAt().orElseThrow();
        components.lock(handle, store.componentsOf(handle, incident.id()));
        store.resolve(handle, incident.id(), at).ifPresent(id -> {
            var text = text(handle, store.componentsOf(handle, incident.id()));
            say(handle, id, Phase.RESOLVED, ending == Ending.OVER ? text.resolved() : text.unwatched(), at);
        });
    }

    /// Raises the impact of open automatic incidents whose components have become worse since, and says so. An
    /// impact never falls: customers judge an incident by its worst hour.
    public void worsenDue() {
        var now = clock.instant();
        database.run(handle -> {
            var open = store.openAutomatic(handle);
            if (open.isEmpty()) {
                return;
            }
            var byId = settingsById(handle);
            for (var incident : open) {
                var affected = incident.components().stream()
                        .flatMap(id -> Optional.ofNullable(byId.get(id)).stream())
                        .toList();
                raise(handle, incident, impact(handle, affected, Optional.empty(), now), now);
            }
        });
    }

    private void publish(Handle handle, Incident incident, Map<PublicId, ComponentSettings> affected, Impact impact) {
        var id = PublicId.random(random);
        var text = text(handle, affected.keySet());
        store.insert(
                handle,
                new PublicIncident(
                        id,
                        text.title(),
                        Phase.INVESTIGATING,
                        impact,
                        incident.openedAt(),
                        incident.openedAt(),
                        incident.beganAt(),
                        Optional.empty(),
                        Optional.empty(),
                        List.copyOf(affected.keySet()),
                        List.of()));
        store.addCause(handle, id, incident.id());
        say(handle, id, Phase.INVESTIGATING, text.investigating(impact), incident.openedAt());
    }

    private void widen(
            Handle handle,
            PublicIncident open,
            Incident incident,
            Map<PublicId, ComponentSettings> affected,
            Impact impact) {
        store.addCause(handle, open.id(), incident.id());
        store.addComponents(handle, open.id(), affected.keySet());
        var all = new LinkedHashSet<>(open.components());
        all.addAll(affected.keySet());
        raise(handle, open.with(List.copyOf(all), open.updates()), impact, incident.openedAt());
    }

    private void raise(Handle handle, PublicIncident open, Impact impact, Instant now) {
        if (impact.compareTo(open.impact()) > 0 && store.raise(handle, open.id(), open.impact(), impact, now)) {
            say(handle, open.id(), open.phase(), text(handle, open.components()).worse(impact), now);
            Wakes.signal(handle, StatusBoard.WORK);
        }
    }

    private void say(Handle handle, PublicId incident, Phase phase, String body, Instant at) {
        store.addUpdate(handle, incident, new StatusUpdate(PublicId.random(random), phase, body, at, at));
    }

    private Optional<PublicIncident> openOn(Handle handle, Collection<PublicId> ids) {
        return store.openAutomatic(handle).stream()
                .filter(open -> open.components().stream().anyMatch(ids::contains))
                .findFirst();
    }

    /// The components of `monitor` that publish by themselves, in the order of the settings.
    private Map<PublicId, ComponentSettings> automatic(Handle handle, String monitor) {
        var automatic = new LinkedHashMap<>(settingsById(handle));
        automatic
                .values()
                .removeIf(component -> component.publish() != Publish.AUTOMATIC
                        || !component.monitors().contains(monitor));
        return automatic;
    }

    private Map<PublicId, ComponentSettings> settingsById(Handle handle) {
        var identities = components.identities(handle);
        var byId = new LinkedHashMap<PublicId, ComponentSettings>();
        for (var component : settings.get().components()) {
            Optional.ofNullable(identities.get(component.name()))
                    .ifPresent(identity -> byId.put(identity.id(), component));
        }
        return byId;
    }

    /// What the worst of `affected` suffers. The monitor that `failed` counts as failing even where its row has
    /// not been written yet.
    private Impact impact(Handle handle, Collection<ComponentSettings> affected, Optional<String> failed, Instant now) {
        var names = affected.stream()
                .flatMap(component -> component.monitors().stream())
                .toList();
        var verdicts = readings.states().apply(handle, names).stream()
                .collect(Collectors.toMap(MonitorState::name, state -> ComponentStatus.freshVerdict(state, now)));
        failed.ifPresent(name ->
                verdicts.merge(name, Verdict.DOWN, (known, _) -> known == Verdict.DEGRADED ? known : Verdict.DOWN));
        return affected.stream()
                .map(component -> ComponentStatus.of(component.monitors().stream()
                        .map(monitor -> verdicts.getOrDefault(monitor, Verdict.UNKNOWN))
                        .toList()))
                .map(Impact::of)
                .max(Impact::compareTo)
                .orElse(Impact.NONE);
    }

    private AutomaticText text(Handle handle, Collection<PublicId> ids) {
        return new AutomaticText(components.names(handle, ids));
    }
}
