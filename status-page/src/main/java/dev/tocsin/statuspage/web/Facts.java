package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.Component;
import dev.tocsin.statuspage.DayHistory;
import dev.tocsin.statuspage.PublicId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What documents are made of: as long as it stays the same, so does the document, and is not written again. Whoever
/// shows more on a page adds it here.
final class Facts {
    private Facts() {}

    /// What stands on every page, or names what stands there.
    static List<Object> ofAll(Edition edition) {
        var board = edition.board();
        Map<PublicId, String> names =
                board.components().stream().collect(Collectors.toMap(Component::id, Component::name));
        return List.of(
                edition.language(),
                edition.zone(),
                board.settings(),
                board.pageId(),
                board.pageCreatedAt(),
                board.overall(),
                board.past().gone(),
                names);
    }

    /// What is told of a component beside its row.
    static List<Object> of(Component component, Board board) {
        return List.of(
                component.history().days().stream().filter(DayHistory::hasEvent).toList(),
                board.incidents().stream()
                        .filter(incident -> incident.components().contains(component.id()))
                        .toList());
    }

    /// What happened in a month.
    static List<Object> of(YearMonth month, Edition edition, Set<LocalDate> watched) {
        var board = edition.board();
        var times = edition.times();
        return List.of(
                month,
                times.date(board.at()).isAfter(month.atEndOfMonth()) ? month : times.date(board.at()),
                watched.stream()
                        .filter(day -> YearMonth.from(day).equals(month))
                        .collect(Collectors.toUnmodifiableSet()),
                board.incidents().stream()
                        .filter(incident ->
                                YearMonth.from(times.date(incident.startedAt())).equals(month))
                        .toList(),
                board.maintenances().stream()
                        .filter(maintenance -> !maintenance.isOpen()
                                && YearMonth.from(
                                                times.date(maintenance.beganAt().orElse(maintenance.from())))
                                        .equals(month))
                        .toList());
    }
}
