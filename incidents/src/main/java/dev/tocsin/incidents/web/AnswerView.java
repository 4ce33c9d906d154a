package dev.tocsin.incidents.web;

import dev.tocsin.incidents.Answer;
import dev.tocsin.incidents.AnswerText;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.Incidents.TimelineEntry;
import dev.tocsin.incidents.TimelineText;
import dev.tocsin.incidents.paging.Page;
import dev.tocsin.incidents.paging.Pages.NextPage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the answer page shows: the matter, the buttons that make sense, and what has happened.
record AnswerView(
        String style,
        String title,
        String number,
        String since,
        String summary,
        String state,
        String responder,
        Optional<String> notice,
        Optional<String> next,
        boolean canAcknowledge,
        boolean open,
        List<Line> timeline) {
    private static final DateTimeFormatter DAY_AND_CLOCK =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    record Line(String at, String text) {}

    static AnswerView of(
            Page page,
            Incident incident,
            List<TimelineEntry> timeline,
            Optional<NextPage> next,
            Optional<String> notice) {
        return new AnswerView(
                new AnswerStyle().style(),
                incident.title(),
                incident.id().toString(),
                DAY_AND_CLOCK.format(incident.beganAt()) + " UTC",
                incident.summary(),
                state(incident),
                page.responder(),
                notice,
                next.map(one ->
                        "If nobody answers, %s is paged at %s UTC.".formatted(one.responder(), CLOCK.format(one.at()))),
                incident.status() == IncidentStatus.TRIGGERED,
                incident.status() != IncidentStatus.RESOLVED,
                timeline.reversed().stream()
                        .map(entry -> new Line(clock(entry.at()), TimelineText.of(entry)))
                        .toList());
    }

    /// What became of the wish to do `action`.
    static String notice(Answer answer, String action) {
        return AnswerText.of(
                answer,
                switch (action) {
                    case "acknowledge" -> "Acknowledged. It is yours; paging has stopped.";
                    case "resolve" -> "Resolved.";
                    default -> "Escalated: the next person is being paged.";
                });
    }

    private static String state(Incident incident) {
        return switch (incident.status()) {
            case TRIGGERED -> "Nobody has answered yet";
            case ACKNOWLEDGED -> "Acknowledged by " + incident.acknowledgedBy().orElse("someone");
            case RESOLVED -> "Resolved by " + incident.resolvedBy().orElse("someone");
        };
    }

    private static String clock(Instant at) {
        return CLOCK.format(at);
    }
}
