package dev.tocsin.statuspage;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.Ending;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentListener;
import dev.tocsin.monitor.MonitorState;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.statuspage.PublicIncidentStore.Caused;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Tells customers of incidents on components that publish automatically, in the transaction in which the
/// incident itself opens or ends, and drafts what people may publish of the others. Monitors of one component
/// that fail together make one public incident. Once a person has spoken of it, the house says no more, and
/// drafts its end.
public final class Updates implements IncidentListener {
    /// Finds a row while [#worsenDue] has something to look at.
    public static final String OPEN_AUTOMATIC = PublicIncidentStore.OPEN_AUTOMATIC;

    private final Database database;
    private final Supplier<StatusPageSettings> settings;
    private final Readings readings;
    private final Announcer announcer;
    private final InstantSource clock;
    private final ComponentStore components = new ComponentStore();
    private final PublicIncidentStore store = new PublicIncidentStore();
    private final AnnouncementStore announcements = new AnnouncementStore();

    /// `settings` is asked each time, so that a reload takes effect at once.
    public Updates(
            Database database,
            Supplier<StatusPageSettings> settings,
            Readings readings,
            Announcer announcer,
            InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.readings = readings;
        this.announcer = announcer;
        this.clock = clock;
    }

    @Override
    public void opened(Handle handle, Incident incident) {
        // The state of the component changes on the page whether or not an incident is published.
        Wakes.signal(handle, StatusBoard.WORK);
        var touched =
                incident.monitorName().map(monitor -> touched(handle, monitor)).orElse(Map.of());
        // What was held by maintenance after it had opened is announced again when it is let go.
        var told = !store.componentsOf(handle, incident.id()).isEmpty();
        if (touched.isEmpty() || told) {
            return;
        }
        components.lock(handle, touched.keySet());
        var automatic = new LinkedHashMap<>(touched);
        automatic.values().removeIf(component -> component.publish() != Publish.AUTOMATIC);
        if (automatic.isEmpty()) {
            tell(handle, incident, touched, new When.OnWord());
        } else {
            tell(handle, incident, automatic, new When.Now());
        }
    }

    @Override
    public void resolved(Handle handle, Incident incident, Ending ending) {
        Wakes.signal(handle, StatusBoard.WORK);
        var touched = store.componentsOf(handle, incident.id());
        components.lock(handle, touched);
        store.standsFor(handle, incident.id())
                .filter(known -> !store.lasts(handle, known.id(), incident.id()))
                .ifPresent(known -> end(
                        handle, known, touched, ending, incident.resolvedAt().orElseThrow()));
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
                raise(handle, incident.id(), Set.of(), impact(handle, affected, Optional.empty(), now), now);
            }
        });
    }

    private void tell(Handle handle, Incident incident, Map<PublicId, ComponentSettings> affected, When when) {
        var impact = impact(handle, affected.values(), incident.monitorName(), incident.openedAt());
        var open = store.openOn(handle, affected.keySet());
        if (open.isEmpty() || (open.get().drafted() && when instanceof When.Now)) {
            begin(handle, incident, affected, impact, when);
            return;
        }
        var known = open.get();
        store.addCause(handle, known.id(), incident.id());
        // A person who speaks of it decides what is said of the rest.
        if (!known.led() && !known.drafted()) {
            announcements.addComponents(handle, known.id(), affected.keySet());
            raise(handle, known.id(), affected.keySet(), impact, incident.openedAt());
        }
    }

    private void begin(
            Handle handle, Incident incident, Map<PublicId, ComponentSettings> affected, Impact impact, When when) {
        var text = text(handle, affected.keySet());
        var now = incident.openedAt();
        var id = announcer.open(
                handle, false, text.title(), Phase.INVESTIGATING, Announcer.HOUSE, incident.beganAt(), now);
        announcements.addComponents(handle, id, affected.keySet());
        store.addCause(handle, id, incident.id());
        say(
                handle,
                id,
                new Words(
                        Phase.INVESTIGATING,
                        text.investigating(impact),
                        Optional.of(impact),
                        affected.keySet(),
                        Optional.empty(),
                        false),
                when,
                now);
    }

    private void raise(Handle handle, PublicId incident, Set<PublicId> more, Impact impact, Instant now) {
        var open = announcements.lock(handle, incident).orElseThrow();
        if (impact.compareTo(open.impact()) > 0) {
            var phase = open.phase().orElse(Phase.INVESTIGATING);
            var all = new HashSet<>(store.find(handle, incident).orElseThrow().components());
            all.addAll(more);
            var words = new Words(
                    phase, text(handle, all).worse(impact), Optional.of(impact), more, Optional.empty(), false);
            var _ = announcer.say(handle, open, words, new When.Now(), Announcer.HOUSE, now);
        }
    }

    private void end(Handle handle, Caused known, List<PublicId> touched, Ending ending, Instant at) {
        if (known.drafted()) {
            // It is over, and nobody was told that it began.
            store.drafts(handle, known.id()).forEach(draft -> announcements.drop(handle, draft));
            announcements.dropMatter(handle, known.id());
            return;
        }
        var text = text(handle, touched);
        var words = Words.of(Phase.RESOLVED, ending == Ending.OVER ? text.resolved() : text.unwatched());
        say(handle, known.id(), words, known.led() ? new When.OnWord() : new When.Now(), at);
    }

    private void say(Handle handle, PublicId incident, Words words, When when, Instant at) {
        var matter = announcements.lock(handle, incident).orElseThrow();
        var _ = announcer.say(handle, matter, words, when, Announcer.HOUSE, at);
    }

    /// The components of `monitor` of which something may be said, in the order of the settings.
    private Map<PublicId, ComponentSettings> touched(Handle handle, String monitor) {
        var touched = new LinkedHashMap<>(settingsById(handle));
        touched.values()
                .removeIf(component -> component.publish() == Publish.NEVER
                        || !component.monitors().contains(monitor));
        return touched;
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
                .map(component -> component
                        .shows()
                        .of(component.monitors().stream()
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
