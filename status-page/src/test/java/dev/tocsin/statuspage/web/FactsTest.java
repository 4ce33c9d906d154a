package dev.tocsin.statuspage.web;

import static dev.tocsin.statuspage.SeededBoard.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Verdict;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.Figures;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.PageOptions;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.SeededBoard;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactsTest {
    private enum Step {
        A_MINUTE_PASSES,
        A_DAY_PASSES,
        A_MONTH_PASSES,
        A_COMPONENT_FAILS,
        A_COMPONENT_RECOVERS,
        A_COMPONENT_IS_ADDED,
        NOBODY_LOOKS,
        SOMEBODY_SPEAKS,
        AN_INCIDENT_BEGINS,
        AN_INCIDENT_GOES_ON,
        AN_INCIDENT_ENDS,
        AN_INCIDENT_IS_TOLD_LATE,
        WORK_BEGINS,
        WORK_ENDS,
        THE_PAGE_IS_RENAMED,
        THE_ZONE_CHANGES,
        THE_OPTIONS_CHANGE,
        FIGURES_GO
    }

    /// The world as the page sees it, a step after the other.
    private static final class World {
        private final SeededBoard board = ExampleBoard.make();
        private Instant now = SeededBoard.NOW;
        private int count;

        void take(Step step) {
            count++;
            switch (step) {
                case A_MINUTE_PASSES -> pass(Duration.ofMinutes(1));
                case A_DAY_PASSES -> pass(Duration.ofDays(1));
                case A_MONTH_PASSES -> pass(Duration.ofDays(31));
                case A_COMPONENT_FAILS -> board.says("API", Verdict.DOWN, now.minusSeconds(90));
                case A_COMPONENT_RECOVERS -> board.says("API", Verdict.UP, now.minusSeconds(10));
                case A_COMPONENT_IS_ADDED -> board.component("", "New " + count, "");
                case NOBODY_LOOKS -> board.silent("Search", now.minusSeconds(3600));
                case SOMEBODY_SPEAKS ->
                    board.handSet("Reporting", ComponentStatus.PARTIAL_OUTAGE, now.toString(), Duration.ofHours(1));
                case AN_INCIDENT_BEGINS -> incident("begun" + number(), now, Phase.INVESTIGATING);
                case AN_INCIDENT_GOES_ON -> incident("r2n3pnmhcb2y", SeededBoard.NOW, Phase.MONITORING);
                case AN_INCIDENT_ENDS -> incident("r2n3pnmhcb2y", SeededBoard.NOW, Phase.RESOLVED);
                case AN_INCIDENT_IS_TOLD_LATE ->
                    incident("later" + number(), now.minus(Duration.ofDays(40)), Phase.RESOLVED);
                case WORK_BEGINS -> work(Phase.IN_PROGRESS);
                case WORK_ENDS -> work(Phase.COMPLETED);
                case THE_PAGE_IS_RENAMED -> board.named("Example " + count);
                case THE_ZONE_CHANGES -> board.in(ZoneId.of("Europe/Berlin"));
                case THE_OPTIONS_CHANGE -> board.with(count % 2 == 0 ? PageOptions.USUAL : ExampleBoard.options());
                case FIGURES_GO -> board.with(Figures.NONE);
            }
        }

        private void pass(Duration time) {
            now = now.plus(time);
            board.now(now);
        }

        private void incident(String id, Instant began, Phase phase) {
            board.incident(
                    id,
                    "Trouble " + count,
                    Impact.MAJOR,
                    began.toString(),
                    List.of("API", "DNS"),
                    update("w" + number() + "0000", phase, now.toString(), "News " + count));
        }

        private void work(Phase phase) {
            board.maintenance(
                    "72hks1x9jlmp",
                    "Webhook worker replacement",
                    now.minusSeconds(600).toString(),
                    now.plusSeconds(600).toString(),
                    List.of("Webhooks"),
                    update("x" + number() + "0000", phase, now.toString(), "Work " + count));
        }

        /// Seven characters of an id.
        private String number() {
            return "%07d".formatted(count);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_one_change_leaves_alone_says_what_would_be_written_now(Step step) {
        follow(List.of(step));
    }

    @Property(tries = 6)
    void what_many_changes_leave_alone_says_what_would_be_written_now(
            @ForAll @Size(min = 4, max = 8) List<Step> steps) {
        follow(steps);
    }

    private static void follow(List<Step> steps) {
        var world = new World();
        var rendering = new Rendering();
        var shown = rendering.render(world.board.board());
        for (var step : steps) {
            // Only what was read is kept.
            shown.paths().forEach(shown::bytes);
            world.take(step);
            var board = world.board.board();
            shown = rendering.render(board, shown);
            var anew = new Rendering().render(board);

            assertThat(shown.paths()).isEqualTo(anew.paths());
            for (var path : anew.paths()) {
                assertThat(whole(shown, path)).as(step + " " + path).isEqualTo(whole(anew, path));
            }
        }
    }

    private static String whole(Snapshot snapshot, String path) {
        var document = Objects.requireNonNull(snapshot.at(path), path).encoded(Coding.IDENTITY);
        return document.headers().asString() + Documents.text(snapshot, path);
    }
}
