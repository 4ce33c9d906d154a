package dev.tocsin.statuspage;

import dev.tocsin.monitor.availability.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Everything the page says at one instant, as a value: components and groups in the order of the settings,
/// incidents newest first, maintenance the last to begin first. `lookEvery` is the shortest interval of any
/// monitor on the page.
public record Board(
        StatusPageSettings settings,
        PublicId pageId,
        Instant pageCreatedAt,
        Instant at,
        Duration lookEvery,
        Overall overall,
        List<ComponentGroup> groups,
        List<Component> components,
        List<PublicIncident> incidents,
        List<Maintenance> maintenances,
        Past past,
        Figures figures) {
    /// How far back the bars reach, today included.
    public static final int DAYS = 90;

    /// A page does not go grey for a single late rebuild, however often its monitors look.
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(30);

    public Board {
        groups = List.copyOf(groups);
        components = List.copyOf(components);
        incidents = List.copyOf(incidents);
        maintenances = List.copyOf(maintenances);
    }

    /// The page of a house that has not read its database yet: it claims nothing.
    public static Board blank(StatusPageSettings settings, Instant at) {
        return new Board(
                settings,
                new PublicId("000000000000"),
                at,
                at,
                Duration.ZERO,
                Overall.NO_DATA,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Past.NONE,
                Figures.NONE);
    }

    /// Until when this may be shown as the truth: three times the interval of the quickest monitor.
    public Instant believableUntil() {
        var patience = Watch.freshFor(lookEvery);
        return at.plus(patience.compareTo(LEAST_PATIENCE) > 0 ? patience : LEAST_PATIENCE);
    }

    /// The same page when nothing newer could be had in time: what was is still told, what is is not known.
    public Board unconfirmed() {
        return showing(
                Overall.NO_DATA,
                groups.stream().map(ComponentGroup::withoutData).toList(),
                components.stream().map(Component::withoutData).toList(),
                incidents,
                maintenances);
    }

    /// The same page without the state of today, for what shall stay as it is whatever that state is.
    public Board timeless() {
        return showing(Overall.NO_DATA, groups, components, incidents, maintenances);
    }

    /// The same page with other things on it.
    Board telling(List<Component> others, List<PublicIncident> told, List<Maintenance> announced) {
        return showing(overall, groups, others, told, announced);
    }

    private Board showing(
            Overall state,
            List<ComponentGroup> sections,
            List<Component> parts,
            List<PublicIncident> told,
            List<Maintenance> announced) {
        return new Board(
                settings, pageId, pageCreatedAt, at, lookEvery, state, sections, parts, told, announced, past, figures);
    }

    /// The day with which the bars begin.
    public LocalDate firstDay() {
        return firstDay(at, settings.zone());
    }

    static LocalDate firstDay(Instant at, ZoneId zone) {
        return LocalDate.ofInstant(at, zone).minusDays(DAYS - 1L);
    }

    /// The oldest month of which everything is on the board.
    public YearMonth firstMonth() {
        return YearMonth.from(firstDay());
    }

    public Stream<PublicIncident> openIncidents() {
        return incidents.stream().filter(PublicIncident::isOpen);
    }

    /// At work now, the first to begin first.
    public List<Maintenance> underWay() {
        return maintenances.reversed().stream().filter(Maintenance::isUnderWay).toList();
    }

    /// Still to come, the nearest first.
    public List<Maintenance> upcoming() {
        return maintenances.reversed().stream()
                .filter(maintenance -> maintenance.phase() == Phase.SCHEDULED)
                .toList();
    }

    public Optional<Component> component(PublicId id) {
        return components.stream()
                .filter(component -> component.id().equals(id))
                .findFirst();
    }

    public Optional<ComponentGroup> group(PublicId id) {
        return groups.stream().filter(group -> group.id().equals(id)).findFirst();
    }

    /// When anything on the page last changed, the passing of time left out.
    public Instant changedAt() {
        var changes = new ArrayList<>(List.of(pageCreatedAt));
        components.forEach(component -> changes.add(component.changedAt()));
        incidents.forEach(incident -> changes.add(incident.updatedAt()));
        maintenances.forEach(maintenance -> changes.add(maintenance.updatedAt()));
        return changes.stream().max(Instant::compareTo).orElse(pageCreatedAt);
    }
}
