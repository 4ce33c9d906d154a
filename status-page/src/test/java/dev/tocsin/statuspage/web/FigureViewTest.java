package dev.tocsin.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.disclosure.AnswerTimes;
import dev.tocsin.monitor.posture.watch.PostureGrades;
import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.FigureSettings;
import dev.tocsin.statuspage.Figures;
import dev.tocsin.statuspage.SeededBoard;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FigureViewTest {
    private static final Instant CLEAN = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void a_grade_is_shown_with_the_day_of_the_last_clean_run_and_no_path() {
        var page = home(new Figures(List.of(graded(Optional.of(CLEAN))), Optional.empty()), "/");

        assertThat(page)
                .contains(
                        "Encryption and headers of shop.example.com",
                        "Grade B",
                        "Last run without findings: 20 Nov 2026.")
                .doesNotContain("secret-path", "shop-posture");
    }

    @Test
    void a_target_that_never_was_without_findings_says_so() {
        assertThat(home(new Figures(List.of(graded(Optional.empty())), Optional.empty()), "/"))
                .contains("Last run: 23 Nov 2026. No run was without findings yet.");
    }

    @Test
    void answers_are_told_as_a_median_over_many_and_not_at_all_over_few() {
        assertThat(home(answered(12), "/"))
                .contains("2 h 30 min", "Median of the last 90 days, over 12 reports.", "within 20 h.");
        assertThat(home(answered(FigureSettings.LEAST_ANSWERS - 1), "/"))
                .contains("Fewer than five reports")
                .doesNotContain("2 h 30 min");
        assertThat(home(answered(12), "/de/")).contains("Median der letzten 90 Tage");
    }

    @Test
    void a_page_that_was_asked_for_no_figure_shows_none() {
        var board = new SeededBoard().component("", "Shop", "").board();

        assertThat(text(board, "/")).doesNotContain("id=\"figures\"");
    }

    private static PostureGrades.Graded graded(Optional<Instant> clean) {
        return new PostureGrades.Graded(
                "shop-posture", "https://shop.example.com/secret-path", "B", SeededBoard.NOW, clean);
    }

    private static Figures answered(int many) {
        return new Figures(
                List.of(), Optional.of(new AnswerTimes.Measured(many, Duration.ofMinutes(150), Duration.ofHours(20))));
    }

    private static String home(Figures figures, String path) {
        return text(
                new SeededBoard()
                        .component("", "Shop", "")
                        .with(ExampleBoard.options())
                        .with(figures)
                        .board(),
                path);
    }

    private static String text(dev.tocsin.statuspage.Board board, String path) {
        return new String(new Rendering().render(board).bytes(path).orElseThrow(), StandardCharsets.UTF_8);
    }
}
