package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.Overall;
import dev.tocsin.statuspage.PublicIncident;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/// The first line of the page. `blind` is true when nothing at all could be confirmed; `checked` is then the
/// last time it could.
record Banner(String sentence, Look look, boolean blind, Times.Moment checked) {

    static Banner of(Board board) {
        var overall = board.overall();
        return new Banner(
                sentence(board),
                Look.of(overall.looks()),
                isBlind(board),
                Times.of(board.settings()).moment(isBlind(board) ? lastConfirmed(board) : minute(board.at())));
    }

    /// Statuspage's words; where every component is well and an incident is open, how far that has come.
    private static String sentence(Board board) {
        var overall = board.overall();
        return board.openIncidents()
                .max(Comparator.comparing(PublicIncident::impact))
                .filter(_ -> overall.equals(Overall.ACTIVE_INCIDENT))
                .map(incident -> switch (incident.phase()) {
                    case INVESTIGATING -> "Active incident: we are investigating";
                    case IDENTIFIED -> "Active incident: we know the cause";
                    case MONITORING -> "Active incident: we are monitoring a fix";
                    case RESOLVED, POSTMORTEM -> overall.description();
                })
                .orElse(overall.description());
    }

    /// A page that differs by seconds nobody can see would be a new page for every cache.
    private static Instant minute(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES);
    }

    private static boolean isBlind(Board board) {
        return board.overall().equals(Overall.NO_DATA);
    }

    private static Instant lastConfirmed(Board board) {
        return board.components().stream()
                .filter(component -> component.status() == ComponentStatus.NO_DATA)
                .flatMap(component -> component.confirmedAt().stream())
                .max(Comparator.naturalOrder())
                .orElse(board.at());
    }
}
