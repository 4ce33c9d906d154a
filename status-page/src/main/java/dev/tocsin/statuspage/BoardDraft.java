package dev.tocsin.statuspage;

import dev.tocsin.monitor.MonitorState;
import dev.tocsin.monitor.availability.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Puts together what the database told, without asking it anything more.
record BoardDraft(
        StatusPageSettings settings,
        Map<String, ComponentStore.Identity> identities,
        Map<String, Monitored> monitors,
        List<PublicIncident> incidents,
        List<Maintenance> maintenances,
        List<HandSet> handSets,
        Past past,
        Figures figures,
        Instant now) {

    /// A monitor's row and its past.
    record Monitored(MonitorState state, Watch watch) {}

    /// Which row of the page a component or a group has.
    private static final class Positions {
        private final Map<String, Integer> ofGroup = new LinkedHashMap<>();
        private final Map<String, Integer> lastIn = new LinkedHashMap<>();
        private int last;

        int next(Optional<String> group) {
            if (group.isEmpty()) {
                return ++last;
            }
            ofGroup.computeIfAbsent(group.get(), _ -> ++last);
            return lastIn.merge(group.get(), 1, Integer::sum);
        }
    }

    Board finish(ComponentStore.Page page) {
        var positions = new Positions();
        var components = new ArrayList<Component>();
        for (var component : settings.components()) {
            var position = positions.next(component.group());
            identity(component.name())
                    .map(identity -> component(component, identity, position))
                    .ifPresent(components::add);
        }
        var groups = new ArrayList<ComponentGroup>();
        positions.ofGroup.forEach((name, position) -> identity(ComponentSettings.GROUP + name)
                .map(identity -> group(name, identity, position, components))
                .ifPresent(groups::add));
        var statuses = components.stream().map(Component::status).toList();
        return new Board(
                settings,
                page.id(),
                page.createdAt(),
                now,
                lookEvery(),
                Overall.of(statuses, incidents, settings.indicator()),
                groups,
                components,
                incidents,
                maintenances,
                past,
                figures);
    }

    private Component component(ComponentSettings component, ComponentStore.Identity identity, int position) {
        var watched = component.monitors().stream()
                .flatMap(name -> Optional.ofNullable(monitors.get(name)).stream())
                .toList();
        var open = incidents.stream()
                .filter(incident -> incident.isOpen() && incident.components().contains(identity.id()))
                .toList();
        var said = watched.isEmpty()
                ? Optional.<ComponentStatus>empty()
                : Optional.of(component
                        .shows()
                        .of(watched.stream()
                                .map(monitor -> ComponentStatus.freshVerdict(monitor.state(), now))
                                .toList()));
        var spoken = spoken(identity.id());
        var status = open.stream()
                .map(incident -> incident.impact().status())
                .reduce(spoken.over(said, now, now).orElse(ComponentStatus.NO_DATA), ComponentStatus::or);
        return new Component(
                identity.id(),
                component.name(),
                component.description(),
                component
                        .group()
                        .flatMap(group -> identity(ComponentSettings.GROUP + group))
                        .map(ComponentStore.Identity::id),
                position,
                status,
                watched.stream().map(monitor -> monitor.state().createdAt()).min(Instant::compareTo),
                watched.stream()
                        .flatMap(monitor -> monitor.state().lastLookedAt().stream())
                        .min(Instant::compareTo),
                identity.createdAt(),
                changedAt(identity, watched, open, spoken),
                ComponentHistory.sweep(
                        watched.stream().map(Monitored::watch).toList(),
                        component.shows(),
                        spoken,
                        settings.zone(),
                        // A history that grew with every look would make a new page for every cache.
                        now.truncatedTo(ChronoUnit.MINUTES),
                        Board.DAYS),
                spoken.handSet(now));
    }

    private Spoken spoken(PublicId component) {
        return new Spoken(
                handSets.stream()
                        .filter(set -> set.component().equals(component))
                        .toList(),
                maintenances.stream()
                        .filter(maintenance -> maintenance.components().contains(component))
                        .toList());
    }

    /// The last turn of the component: of a monitor's verdict, of its freshness, of an open incident, of a
    /// person's word, of maintenance, of its name.
    private Instant changedAt(
            ComponentStore.Identity identity, List<Monitored> watched, List<PublicIncident> open, Spoken spoken) {
        return Stream.of(
                        Stream.of(identity.updatedAt()),
                        watched.stream()
                                .map(monitor -> monitor.state().standing().since()),
                        watched.stream()
                                .map(monitor -> ComponentStatus.freshUntil(monitor.state()))
                                .filter(now::isAfter),
                        open.stream().map(PublicIncident::updatedAt),
                        spoken.handSets().stream()
                                .flatMap(set -> Stream.of(set.began(), set.ends()))
                                .filter(at -> !now.isBefore(at)),
                        spoken.maintenances().stream()
                                .flatMap(one -> Stream.concat(one.beganAt().stream(), one.endedAt().stream())))
                .flatMap(instants -> instants)
                .max(Instant::compareTo)
                .orElse(identity.updatedAt());
    }

    private ComponentGroup group(
            String name, ComponentStore.Identity identity, int position, List<Component> components) {
        var members = components.stream()
                .filter(component -> component.group().equals(Optional.of(identity.id())))
                .toList();
        return new ComponentGroup(
                identity.id(),
                name,
                position,
                ComponentStatus.worst(members.stream().map(Component::status).toList()),
                identity.createdAt(),
                members.stream()
                        .map(Component::changedAt)
                        .max(Instant::compareTo)
                        .orElse(identity.updatedAt()),
                members.stream().map(Component::id).toList());
    }

    private Duration lookEvery() {
        return settings.components().stream()
                .flatMap(component -> component.monitors().stream())
                .flatMap(name -> Optional.ofNullable(monitors.get(name)).stream())
                .map(monitor -> monitor.state().every())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private Optional<ComponentStore.Identity> identity(String name) {
        return Optional.ofNullable(identities.get(name));
    }
}
