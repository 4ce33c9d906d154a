package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.PublicIncident;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An incident as the templates see it. `stripe` is the state whose colour it wears; `lasted` is empty while it is
/// open; `nextUpdate` is what was promised. Post-mortems stand apart from what was said while it lasted.
record IncidentView(
        String id,
        String name,
        String stripe,
        String phase,
        String impact,
        Times.Moment started,
        Optional<Times.Moment> resolved,
        Optional<String> lasted,
        Optional<String> affects,
        Optional<Times.Moment> nextUpdate,
        List<SaidView> updates,
        List<SaidView> postmortems) {

    static IncidentView of(PublicIncident incident, Edition edition) {
        return new IncidentView(
                incident.id().value(),
                Plain.text(incident.name()),
                stripe(incident.impact()),
                edition.text(incident.phase().word()),
                edition.text("impact_" + incident.impact().word()),
                edition.moment(incident.startedAt()),
                incident.resolvedAt().map(edition::moment),
                incident.resolvedAt()
                        .map(resolved -> edition.text(
                                "after", Times.duration(Duration.between(incident.startedAt(), resolved)))),
                edition.names(incident.components()),
                incident.nextUpdateBy().filter(_ -> incident.isOpen()).map(edition::moment),
                incident.updates().stream()
                        .map(update -> SaidView.of(update, edition))
                        .toList(),
                incident.updates().stream()
                        .filter(update -> update.phase() == Phase.POSTMORTEM)
                        .map(update -> SaidView.of(update, edition))
                        .toList());
    }

    /// What was said last.
    Optional<SaidView> last() {
        return updates.stream().findFirst();
    }

    /// What was said while it lasted.
    List<SaidView> course() {
        var learned = postmortems.stream().map(SaidView::id).toList();
        return updates.stream().filter(one -> !learned.contains(one.id())).toList();
    }

    boolean anyPostmortem() {
        return !postmortems.isEmpty();
    }

    private static String stripe(Impact impact) {
        return impact == Impact.NONE ? "no_data" : impact.status().word();
    }
}
