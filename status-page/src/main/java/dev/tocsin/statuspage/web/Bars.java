package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.ComponentHistory;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.DayHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The row of bars, one a day, on a field of 450 by 34. Height carries severity, so that the row can be read in
/// grey and in print.
///
/// A run of days without an event is one dashed line, as wide as its bars are high; the style sheet knows the
/// width and the dash. Ninety good days cost one short element; each day with an event costs one more.
final class Bars {
    private static final int DAY = 5;
    private static final int FIELD = 34;
    private static final int HALVES_OF_GAP = 3;

    private Bars() {}

    /// One line: it begins at `x`, lies at half its bars' height, and is `length` long. `title` is what a pointer
    /// shows; the same stands in words on the component's own page.
    record Bar(String word, int x, String y, String length, Optional<String> title) {}

    static List<Bar> of(ComponentHistory history, Times times) {
        var bars = new ArrayList<Bar>();
        var days = history.days();
        for (var day = 0; day < days.size(); ) {
            var end = endOfRun(days, day);
            bars.add(bar(days.get(day), day, end - day, times));
            day = end;
        }
        return bars;
    }

    /// The height of a day's bar.
    static int height(ComponentStatus status) {
        return switch (status) {
            case OPERATIONAL, UNDER_MAINTENANCE -> FIELD;
            case DEGRADED_PERFORMANCE -> 27;
            case PARTIAL_OUTAGE -> 19;
            case MAJOR_OUTAGE -> 11;
            case NO_DATA -> 4;
        };
    }

    private static int endOfRun(List<DayHistory> days, int from) {
        var first = days.get(from);
        var end = from + 1;
        while (end < days.size()
                && !first.hasEvent()
                && !days.get(end).hasEvent()
                && days.get(end).state() == first.state()) {
            end++;
        }
        return end;
    }

    private static Bar bar(DayHistory day, int index, int days, Times times) {
        var state = day.state();
        return new Bar(
                state.word(),
                index * DAY,
                halves(2 * FIELD - height(state)),
                halves(2 * days * DAY - HALVES_OF_GAP),
                day.hasEvent() ? Optional.of(title(day, times)) : Optional.empty());
    }

    /// `12` or `12.5`.
    private static String halves(int number) {
        return number / 2 + (number % 2 == 0 ? "" : ".5");
    }

    private static String title(DayHistory day, Times times) {
        return times.text(day.date()) + ": " + ComponentView.inSentence(day.state(), times.language()) + ", "
                + Times.duration(day.lasted(day.state()));
    }
}
