package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.Component;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.PublicIncident;
import dev.tocsin.statuspage.StatusUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// An incident as the templates see it. `stripe` is the state whose colour it wears; `lasted` is empty while it is
/// open.
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
        List<Said> updates) {

    /// One update.
    record Said(String phase, String body, Times.Moment at) {}

    static IncidentView of(PublicIncident incident, Board board) {
        var times = Times.of(board.settings());
        return new IncidentView(
                incident.id().value(),
                Plain.text(incident.name()),
                stripe(incident.impact()),
                incident.phase().label(),
                impact(incident.impact()),
                times.moment(incident.startedAt()),
                incident.resolvedAt().map(times::moment),
                incident.resolvedAt().map(resolved -> Times.duration(Duration.between(incident.startedAt(), resolved))),
                affects(incident, board),
                incident.updates().stream().map(update -> said(update, times)).toList());
    }

    /// What was said last.
    Optional<Said> last() {
        return updates.stream().findFirst();
    }

    private static Said said(StatusUpdate update, Times times) {
        return new Said(update.phase().label(), Plain.text(update.body()), times.moment(update.displayAt()));
    }

    private static Optional<String> affects(PublicIncident incident, Board board) {
        var names = board.components().stream()
                .filter(component -> incident.components().contains(component.id()))
                .map(Component::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? Optional.empty() : Optional.of(Plain.text(names));
    }

    private static String stripe(Impact impact) {
        return impact == Impact.NONE ? "no_data" : impact.status().word();
    }

    private static String impact(Impact impact) {
        return switch (impact) {
            case NONE -> "No impact";
            case MINOR -> "Minor impact";
            case MAJOR -> "Major impact";
            case CRITICAL -> "Critical impact";
        };
    }
}
