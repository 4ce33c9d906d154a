package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.Component;
import dev.tocsin.statuspage.PublicIncident;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Makes the pages for people.
final class HtmlPages {
    /// Incidents that ended within this time stand on the first page.
    private static final Duration RECENT = Duration.ofDays(14);

    private final Templates templates;
    private final String style;

    HtmlPages(Templates templates, String style) {
        this.templates = templates;
        this.style = style;
    }

    record Home(
            Shell shell,
            Banner banner,
            List<IncidentView> open,
            List<Systems> systems,
            List<Look> key,
            List<IncidentView> past) {

        boolean anyOpen() {
            return !open.isEmpty();
        }

        boolean anySystem() {
            return !systems.isEmpty();
        }
    }

    private record Incident(Shell shell, IncidentView incident) {}

    record OneComponent(Shell shell, ComponentView component, List<ComponentView.Day> days) {

        boolean anyDay() {
            return !days.isEmpty();
        }
    }

    private record AllHistory(Shell shell, List<History> months) {}

    private record Lost(Shell shell, Banner banner) {}

    String home(Board board) {
        var banner = Banner.of(board);
        var past = board.incidents().stream()
                .filter(incident -> incident.resolvedAt()
                        .filter(resolved -> !incident.isOpen()
                                && resolved.isAfter(board.at().minus(RECENT)))
                        .isPresent())
                .map(incident -> IncidentView.of(incident, board))
                .toList();
        return templates.fill(
                "home.mustache",
                new Home(
                        shell(board, banner.sentence(), Optional.of("/")),
                        banner,
                        board.openIncidents()
                                .map(incident -> IncidentView.of(incident, board))
                                .toList(),
                        Systems.of(board),
                        Look.all(),
                        past));
    }

    String incident(PublicIncident incident, Board board) {
        return templates.fill(
                "incident.mustache",
                new Incident(
                        shell(board, incident.name(), Optional.of("/incidents/" + incident.id())),
                        IncidentView.of(incident, board)));
    }

    String component(Component component, Board board) {
        return templates.fill(
                "component.mustache",
                new OneComponent(
                        shell(board, component.name(), Optional.of("/components/" + component.id())),
                        ComponentView.of(component, board),
                        ComponentView.days(component, board)));
    }

    String history(Board board) {
        return templates.fill(
                "history.mustache",
                new AllHistory(shell(board, "Incident history", Optional.of("/history")), History.of(board)));
    }

    /// What stands where there is no page. It still gives the answer that most readers came for.
    String lost(Board board) {
        return templates.fill(
                "lost.mustache", new Lost(shell(board, "Page not found", Optional.empty()), Banner.of(board)));
    }

    private Shell shell(Board board, String title, Optional<String> canonical) {
        return Shell.of(board, style, title, canonical);
    }
}
