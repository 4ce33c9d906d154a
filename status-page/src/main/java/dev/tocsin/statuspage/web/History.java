package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.Component;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.DayHistory;
import dev.tocsin.statuspage.PublicIncident;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The incidents of one month, newest day first. `quiet` is what stands there when there were none.
record History(String id, String name, List<Day> days, String quiet) {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

    /// The incidents that began on one day.
    record Day(String machine, String date, List<IncidentView> incidents) {}

    /// The months that the last ninety days touch, newest first.
    static List<History> of(Board board) {
        var times = Times.of(board.settings());
        var today = times.date(board.at());
        var first = today.minusDays(Board.DAYS - 1L);
        var byDay = board.incidents().stream()
                .filter(incident -> !times.date(incident.startedAt()).isBefore(first))
                .collect(Collectors.groupingBy(
                        incident -> times.date(incident.startedAt()), TreeMap::new, Collectors.toList()));
        var months = new ArrayList<History>();
        for (var month = YearMonth.from(today); !month.isBefore(YearMonth.from(first)); month = month.minusMonths(1)) {
            months.add(month(month, byDay, board));
        }
        return months;
    }

    private static History month(YearMonth month, TreeMap<LocalDate, List<PublicIncident>> byDay, Board board) {
        var days = byDay.subMap(month.atDay(1), true, month.atEndOfMonth(), true).descendingMap().entrySet().stream()
                .map(day -> day(day.getKey(), day.getValue(), board))
                .toList();
        return new History(
                month.toString(),
                NAME.format(month),
                days,
                wasWatched(month, board) ? "No incidents." : "No data: nothing was watched.");
    }

    private static Day day(LocalDate date, List<PublicIncident> incidents, Board board) {
        return new Day(
                date.toString(),
                Times.date(date),
                incidents.stream()
                        .map(incident -> IncidentView.of(incident, board))
                        .toList());
    }

    private static boolean wasWatched(YearMonth month, Board board) {
        return board.components().stream()
                .map(Component::history)
                .flatMap(history -> history.days().stream())
                .filter(day -> YearMonth.from(day.date()).equals(month))
                .anyMatch(History::wasWatched);
    }

    private static boolean wasWatched(DayHistory day) {
        return day.parts().keySet().stream().anyMatch(status -> status != ComponentStatus.NO_DATA);
    }
}
