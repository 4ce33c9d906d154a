package dev.tocsin.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Verdict;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.SeededBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BarsTest {

    @Test
    void ninety_good_days_are_one_line() {
        assertThat(bars(new SeededBoard().component("", "Shop", "")))
                .containsExactly(new Bars.Bar("operational", 0, "17", "448.5", Optional.empty()));
    }

    @Test
    void a_day_with_an_outage_stands_alone_and_low() {
        var bars = bars(new SeededBoard()
                .component("", "Shop", "")
                .said("Shop", Verdict.DOWN, "2026-11-22T10:00:00Z", Duration.ofMinutes(81)));

        assertThat(bars)
                .containsExactly(
                        new Bars.Bar("operational", 0, "17", "438.5", Optional.empty()),
                        new Bars.Bar(
                                "major_outage",
                                440,
                                "28.5",
                                "3.5",
                                Optional.of("22 Nov 2026: major outage, 1 h 21 min")),
                        new Bars.Bar("operational", 445, "17", "3.5", Optional.empty()));
    }

    @Test
    void the_days_before_a_component_was_watched_are_a_thin_line() {
        var bars = bars(new SeededBoard().component("", "Shop", "", Instant.parse("2026-11-22T12:00:00Z")));

        assertThat(bars)
                .containsExactly(
                        new Bars.Bar("no_data", 0, "32", "438.5", Optional.empty()),
                        new Bars.Bar("operational", 440, "17", "8.5", Optional.empty()));
    }

    @Test
    void the_worse_a_day_the_lower_its_bar() {
        assertThat(List.of(
                                ComponentStatus.OPERATIONAL,
                                ComponentStatus.DEGRADED_PERFORMANCE,
                                ComponentStatus.PARTIAL_OUTAGE,
                                ComponentStatus.MAJOR_OUTAGE,
                                ComponentStatus.NO_DATA)
                        .stream()
                        .map(Bars::height))
                .containsExactly(34, 27, 19, 11, 4);
    }

    private static List<Bars.Bar> bars(SeededBoard board) {
        return Bars.of(
                board.board().components().getFirst().history(), new Edition(board.board(), Language.of("en")).times());
    }
}
