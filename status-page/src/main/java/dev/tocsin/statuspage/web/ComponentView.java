package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Component;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.DayHistory;
import dev.tocsin.statuspage.HandSet;
import dev.tocsin.statuspage.PublicIncident;
import dev.tocsin.statuspage.Uptime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A component as the templates see it. While its state is `unknown`, `unknownSince` is the last look at it,
/// empty when there never was one; `setUntil` is the end of what a person says of it.
record ComponentView(
        String id,
        String name,
        Optional<String> description,
        Look look,
        boolean unknown,
        Optional<Times.Moment> unknownSince,
        Optional<Times.Moment> setUntil,
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

    static ComponentView of(Component component, Edition edition) {
        var unknown = component.status() == ComponentStatus.NO_DATA;
        return new ComponentView(
                component.id().value(),
                Plain.text(component.name()),
                Optional.of(Plain.text(component.description())).filter(text -> !text.isBlank()),
                Look.of(component.status(), edition.language()),
                unknown,
                component.confirmedAt().filter(_ -> unknown).map(edition::moment),
                component.handSet().map(HandSet::ends).map(edition::moment),
                Bars.of(component.history(), edition.times()),
                uptime(component, edition).text(),
                events(component.history().daysWithEvents(), edition));
    }

    static Uptime uptime(Component component, Edition edition) {
        return Uptime.of(
                component.history().days(), edition.board().settings().options().weights());
    }

    /// The days with an event, newest first.
    static List<Day> days(Component component, Edition edition) {
        var incidents = edition.board().incidents().stream()
                .filter(incident -> incident.components().contains(component.id()))
                .toList();
        return component.history().days().reversed().stream()
                .filter(DayHistory::hasEvent)
                .map(day -> new Day(
                        day.date().toString(),
                        edition.times().text(day.date()),
                        Look.of(day.state(), edition.language()),
                        Times.duration(day.lasted(day.state())),
                        Optional.of(others(day, edition)).filter(text -> !text.isEmpty()),
                        incidents.stream()
                                .filter(incident -> touches(incident, day, edition))
                                .map(incident -> IncidentView.of(incident, edition))
                                .toList()))
                .toList();
    }

    private static boolean touches(PublicIncident incident, DayHistory day, Edition edition) {
        var times = edition.times();
        var until = times.date(incident.resolvedAt().orElse(edition.board().at()));
        return !times.date(incident.startedAt()).isAfter(day.date()) && !until.isBefore(day.date());
    }

    private static String others(DayHistory day, Edition edition) {
        return String.join(
                ", ",
                day.parts().keySet().stream()
                        .filter(status -> status != ComponentStatus.OPERATIONAL && status != day.state())
                        .sorted(Comparator.reverseOrder())
                        .map(status ->
                                inSentence(status, edition.language()) + " " + Times.duration(day.lasted(status)))
                        .toList());
    }

    /// A state within a sentence: small in English; in German its nouns stay as they are.
    static String inSentence(ComponentStatus status, Language language) {
        var label = language.text(status.word());
        return language.tag().equals("en") ? label.toLowerCase(Locale.ENGLISH) : label;
    }

    private static Optional<String> events(long days, Edition edition) {
        return days == 0 ? Optional.empty() : Optional.of(edition.language().count("event", days));
    }
}
