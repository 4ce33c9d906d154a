package dev.tocsin.statuspage;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The first line of the page: `description` and `indicator` in Statuspage's words, and the state whose colours
/// and icon the banner wears.
public record Overall(String description, Indicator indicator, ComponentStatus looks) {
    /// Nothing at all could be confirmed.
    public static final Overall NO_DATA = new Overall("No Data", Indicator.MINOR, ComponentStatus.NO_DATA);

    /// The components look well, but an incident is open.
    public static final Overall ACTIVE_INCIDENT =
            new Overall("Active Incident", Indicator.MINOR, ComponentStatus.DEGRADED_PERFORMANCE);

    private static final Overall SOME_UNKNOWN =
            new Overall("Some Systems Without Data", Indicator.MINOR, ComponentStatus.NO_DATA);
    private static final Overall NO_SYSTEMS =
            new Overall("No Systems Added Yet", Indicator.NONE, ComponentStatus.NO_DATA);

    /// One row of the table: it matches when all components, or any, are in `status`.
    private record Row(boolean all, ComponentStatus status, String description, Indicator indicator) {

        boolean matches(Collection<ComponentStatus> components) {
            return all
                    ? components.stream().allMatch(status::equals)
                    : components.stream().anyMatch(status::equals);
        }
    }

    private static final List<Row> TABLE = List.of(
            new Row(true, ComponentStatus.MAJOR_OUTAGE, "Major System Outage", Indicator.CRITICAL),
            new Row(false, ComponentStatus.MAJOR_OUTAGE, "Partial System Outage", Indicator.MAJOR),
            new Row(true, ComponentStatus.PARTIAL_OUTAGE, "Partial System Outage", Indicator.MAJOR),
            new Row(false, ComponentStatus.PARTIAL_OUTAGE, "Minor Service Outage", Indicator.MINOR),
            new Row(true, ComponentStatus.DEGRADED_PERFORMANCE, "Degraded System Service", Indicator.MINOR),
            new Row(false, ComponentStatus.DEGRADED_PERFORMANCE, "Partially Degraded Service", Indicator.MINOR),
            new Row(false, ComponentStatus.UNDER_MAINTENANCE, "Service Under Maintenance", Indicator.MAINTENANCE),
            new Row(true, ComponentStatus.OPERATIONAL, "All Systems Operational", Indicator.NONE));

    /// Rolls up the components (groups left out) and the public incidents.
    ///
    /// A component without data stands in no row: it keeps "all" from matching, so nothing is claimed of it,
    /// and it keeps the page from green. When nothing worse matches, the banner is grey and says that data is
    /// missing, for some systems or for all; the indicator is then `minor`, because readers know no word for
    /// "unknown" and a page that cannot see must not be taken for a healthy one.
    public static Overall of(
            Collection<ComponentStatus> components, Collection<PublicIncident> incidents, IndicatorRule rule) {
        var rolledUp = rollUp(components);
        return switch (rule) {
            case STRICT -> rolledUp;
            case HONEST -> floor(incidents).filter(rolledUp::yieldsTo).orElse(rolledUp);
        };
    }

    private static Overall rollUp(Collection<ComponentStatus> components) {
        if (components.isEmpty()) {
            return NO_SYSTEMS;
        }
        return TABLE.stream()
                .filter(row -> row.matches(components))
                .findFirst()
                .map(row -> new Overall(row.description, row.indicator, looks(row.indicator)))
                .orElseGet(
                        () -> components.stream().allMatch(ComponentStatus.NO_DATA::equals) ? NO_DATA : SOME_UNKNOWN);
    }

    private static Optional<Overall> floor(Collection<PublicIncident> incidents) {
        var active = incidents.stream().anyMatch(incident -> incident.isOpen() && incident.impact() != Impact.NONE);
        return active ? Optional.of(ACTIVE_INCIDENT) : Optional.empty();
    }

    /// A grey banner would hide an incident that we do know of.
    private boolean yieldsTo(Overall floor) {
        return indicator.compareTo(floor.indicator) < 0 || looks == ComponentStatus.NO_DATA;
    }

    private static ComponentStatus looks(Indicator indicator) {
        return switch (indicator) {
            case NONE -> ComponentStatus.OPERATIONAL;
            case MAINTENANCE -> ComponentStatus.UNDER_MAINTENANCE;
            case MINOR -> ComponentStatus.DEGRADED_PERFORMANCE;
            case MAJOR -> ComponentStatus.PARTIAL_OUTAGE;
            case CRITICAL -> ComponentStatus.MAJOR_OUTAGE;
        };
    }
}
