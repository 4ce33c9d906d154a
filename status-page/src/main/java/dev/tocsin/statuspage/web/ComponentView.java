package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.Component;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.DayHistory;
import dev.tocsin.statuspage.PublicIncident;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A component as the templates see it. While its state is `unknown`, `unknownSince` is the last look at it,
/// empty when there never was one.
record ComponentView(
        String id,
        String name,
        Optional<String> description,
        Look look,
        boolean unknown,
        Optional<Times.Moment> unknownSince,
        List<Bars.Bar> bars,
        Optional<String> uptime,
        Optional<String> events) {

    /// A day on which something happened: how long its worst state `lasted`, and the other states with theirs.
    record Day(
            String machine,
            String date,
            Look look,
            String lasted,
            Optional<String> others,
            List<IncidentView> incidents) {}

    static ComponentView of(Component component, Board board) {
        var unknown = component.status() == ComponentStatus.NO_DATA;
        return new ComponentView(
                component.id().value(),
                Plain.text(component.name()),
                Optional.of(Plain.text(component.description())).filter(text -> !text.isBlank()),
                Look.of(component.status()),
                unknown,
                component.confirmedAt().filter(_ -> unknown).map(Times.of(board.settings())::moment),
                Bars.of(component.history()),
                component.history().uptime().text(),
                events(component.history().daysWithEvents()));
    }

    /// The days with an event, newest first.
    static List<Day> days(Component component, Board board) {
        var incidents = board.incidents().stream()
                .filter(incident -> incident.components().contains(component.id()))
                .toList();
        return component.history().days().reversed().stream()
                .filter(DayHistory::hasEvent)
                .map(day -> new Day(
                        day.date().toString(),
                        Times.date(day.date()),
                        Look.of(day.state()),
                        Times.duration(day.lasted(day.state())),
                        Optional.of(others(day)).filter(text -> !text.isEmpty()),
                        incidents.stream()
                                .filter(incident -> touches(incident, day, board))
                                .map(incident -> IncidentView.of(incident, board))
                                .toList()))
                .toList();
    }

    private static boolean touches(PublicIncident incident, DayHistory day, Board board) {
        var times = Times.of(board.settings());
        var until = times.date(incident.resolvedAt().orElse(board.at()));
        return !times.date(incident.startedAt()).isAfter(day.date()) && !until.isBefore(day.date());
    }

    private static String others(DayHistory day) {
        return String.join(
                ", ",
                day.parts().keySet().stream()
                        .filter(status -> status != ComponentStatus.OPERATIONAL && status != day.state())
                        .sorted(Comparator.reverseOrder())
                        .map(status ->
                                status.label().toLowerCase(Locale.ROOT) + " " + Times.duration(day.lasted(status)))
                        .toList());
    }

    private static Optional<String> events(long days) {
        return days == 0 ? Optional.empty() : Optional.of(days == 1 ? "1 day with events" : days + " days with events");
    }
}
