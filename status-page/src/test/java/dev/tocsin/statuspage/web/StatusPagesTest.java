package dev.tocsin.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.db.MovableClock;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.SeededBoard;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class StatusPagesTest {
    private final MovableClock clock = new MovableClock(SeededBoard.NOW);
    private final Deque<Board> boards = new ArrayDeque<>();
    private final StatusPages pages = new StatusPages(boards::remove, green(), clock);

    @Test
    void a_new_page_is_shown_only_when_a_reader_would_see_a_difference() {
        var before = pages.current();
        clock.advance(Duration.ofSeconds(20));
        boards.add(green());

        assertThat(pages.refresh()).isFalse();
        assertThat(pages.current()).isSameAs(before);

        boards.add(new SeededBoard()
                .now(clock.instant())
                .component("", "Shop", "")
                .says("Shop", Verdict.DOWN, clock.instant().minusSeconds(5))
                .board());

        assertThat(pages.refresh()).isTrue();
        assertThat(home()).contains("<h1>Major System Outage</h1>");
    }

    @Test
    void the_minute_of_the_last_check_moves_on_while_the_json_stays() {
        var json = pages.current().at("/api/v2/summary.json");
        clock.advance(Duration.ofMinutes(1));
        boards.add(green());

        assertThat(pages.refresh()).isTrue();
        assertThat(home()).contains("23 Nov 2026, 15:51");
        assertThat(pages.current().at("/api/v2/summary.json")).isSameAs(json);
    }

    @Test
    void a_failed_rebuild_keeps_the_old_page() {
        var before = pages.current();

        assertThatThrownBy(pages::refresh).isInstanceOf(NoSuchElementException.class);
        assertThat(pages.current()).isSameAs(before);
    }

    @Test
    void nobody_vouches_for_a_page_older_than_three_looks() {
        clock.advance(Duration.ofSeconds(90));
        assertThat(home()).contains("<h1>All Systems Operational</h1>");

        clock.advance(Duration.ofMillis(1));
        assertThat(home()).contains("<h1>No Data</h1>").doesNotContain("All Systems Operational");
        assertThat(Documents.json(pages.current(), "/api/v2/status.json")
                        .get("status")
                        .get("indicator")
                        .asText())
                .isEqualTo("minor");
    }

    @Test
    void the_page_recovers_with_the_database() {
        clock.advance(Duration.ofHours(1));
        assertThat(home()).contains("<h1>No Data</h1>");

        boards.add(green());
        pages.refresh();

        assertThat(home()).contains("<h1>All Systems Operational</h1>");
    }

    @Test
    void an_older_board_never_replaces_a_newer_one() {
        var late = green();
        clock.advance(Duration.ofSeconds(5));
        boards.add(
                new SeededBoard().now(clock.instant()).component("", "API", "").board());
        pages.refresh();
        boards.add(late);

        assertThat(pages.refresh()).isFalse();
        assertThat(home()).contains("API");
    }

    private Board green() {
        return new SeededBoard().now(clock.instant()).component("", "Shop", "").board();
    }

    private String home() {
        return Documents.text(pages.current(), "/");
    }
}
