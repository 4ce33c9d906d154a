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

    static Banner of(Edition edition) {
        var board = edition.board();
        return new Banner(
                sentence(edition),
                Look.of(board.overall().looks(), edition.language()),
                isBlind(board),
                edition.moment(isBlind(board) ? lastConfirmed(board) : minute(board.at())));
    }

    /// Statuspage's words; where every component is well and an incident is open, how far that has come.
    private static String sentence(Edition edition) {
        var overall = edition.board().overall();
        return edition.board()
                .openIncidents()
                .max(Comparator.comparing(PublicIncident::impact))
                .filter(_ -> overall.equals(Overall.ACTIVE_INCIDENT))
                .map(incident -> switch (incident.phase()) {
                    case INVESTIGATING -> edition.text("activeInvestigating");
                    case IDENTIFIED -> edition.text("activeIdentified");
                    case MONITORING -> edition.text("activeMonitoring");
                    case RESOLVED, POSTMORTEM, SCHEDULED, IN_PROGRESS, VERIFYING, COMPLETED, CANCELLED ->
                        edition.text(key(overall.description()));
                })
                .orElseGet(() -> edition.text(key(overall.description())));
    }

    /// `All Systems Operational` stands under `allSystemsOperational`.
    static String key(String description) {
        var joined = description.replace(" ", "");
        return Character.toLowerCase(joined.charAt(0)) + joined.substring(1);
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
