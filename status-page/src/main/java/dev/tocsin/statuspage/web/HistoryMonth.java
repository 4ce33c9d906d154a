package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.DayHistory;
import dev.tocsin.statuspage.Maintenance;
import dev.tocsin.statuspage.PublicIncident;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What happened in one month, newest day first. `quiet` is what stands there when nothing did. `earlier` and `later`
/// are the months beside it that have a page.
record HistoryMonth(
        String id, String name, List<Day> days, Optional<String> quiet, Optional<Link> earlier, Optional<Link> later) {

    /// What began on one day; a day without anything says so where somebody watched.
    record Day(String machine, String date, List<IncidentView> incidents, List<MaintenanceView> maintenances) {
        boolean isQuiet() {
            return incidents.isEmpty() && maintenances.isEmpty();
        }
    }

    /// A way to another month.
    record Link(String id, String name) {}

    /// Every month that has a page: from the first thing that happened, or the first day that the bars show,
    /// whichever was earlier, until now. Newest first.
    static List<YearMonth> months(Edition edition) {
        var times = edition.times();
        var board = edition.board();
        var today = times.date(board.at());
        var began = Stream.of(
                        board.past().began().stream(),
                        board.incidents().stream().map(PublicIncident::startedAt),
                        board.maintenances().stream().map(Maintenance::from))
                .flatMap(instants -> instants)
                .min(Instant::compareTo)
                .map(times::date)
                .filter(date -> date.isBefore(board.firstDay()))
                .orElse(board.firstDay());
        var months = new ArrayList<YearMonth>();
        for (var month = YearMonth.from(today); !month.isBefore(YearMonth.from(began)); month = month.minusMonths(1)) {
            months.add(month);
        }
        return months;
    }

    /// The days on which somebody watched anything.
    static Set<LocalDate> watched(Board board) {
        return board.components().stream()
                .flatMap(component -> component.history().days().stream())
                .filter(DayHistory::isWatched)
                .map(DayHistory::date)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// `watched` are the days that can say that nothing happened.
    static HistoryMonth of(YearMonth month, List<YearMonth> months, Set<LocalDate> watched, Edition edition) {
        var days = days(month, watched, edition);
        var quiet = days.stream().allMatch(Day::isQuiet)
                ? Optional.of(edition.text(
                        watched.stream().map(YearMonth::from).anyMatch(month::equals)
                                ? "noIncidentsMonth"
                                : "nothingWatched"))
                : Optional.<String>empty();
        return new HistoryMonth(
                month.toString(),
                edition.language().month().format(month),
                quiet.isPresent() ? List.of() : days,
                quiet,
                link(month.minusMonths(1), months, edition),
                link(month.plusMonths(1), months, edition));
    }

    private static Optional<Link> link(YearMonth month, List<YearMonth> months, Edition edition) {
        return months.contains(month)
                ? Optional.of(
                        new Link(month.toString(), edition.language().month().format(month)))
                : Optional.empty();
    }

    private static List<Day> days(YearMonth month, Set<LocalDate> watched, Edition edition) {
        var board = edition.board();
        var times = edition.times();
        var today = times.date(board.at());
        var days = new ArrayList<Day>();
        for (var date = month.atEndOfMonth(); !date.isBefore(month.atDay(1)); date = date.minusDays(1)) {
            var day = date;
            if (day.isAfter(today)) {
                continue;
            }
            var incidents = board.incidents().stream()
                    .filter(incident -> times.date(incident.startedAt()).equals(day))
                    .map(incident -> IncidentView.of(incident, edition))
                    .toList();
            var maintenances = board.maintenances().stream()
                    .filter(maintenance -> !maintenance.isOpen()
                            && times.date(maintenance.beganAt().orElse(maintenance.from()))
                                    .equals(day))
                    .map(maintenance -> MaintenanceView.of(maintenance, edition))
                    .toList();
            if (!incidents.isEmpty() || !maintenances.isEmpty() || watched.contains(day)) {
                days.add(new Day(day.toString(), times.text(day), incidents, maintenances));
            }
        }
        return days;
    }
}
