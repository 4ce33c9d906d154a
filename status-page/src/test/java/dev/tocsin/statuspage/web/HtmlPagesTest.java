package dev.tocsin.statuspage.web;

import static dev.tocsin.statuspage.SeededBoard.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Verdict;
import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.SeededBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlPagesTest {

    @Test
    void the_page_states_the_formula_that_is_published() throws IOException {
        var home = home(new SeededBoard().component("", "Shop", "").board());
        var published = Files.readString(Path.of(System.getProperty("tocsin.root", ".."), "docs", "availability.md"));
        var sentence = published
                .lines()
                .filter(line -> line.startsWith("> "))
                .findFirst()
                .orElseThrow()
                .substring(2);

        assertThat(home).contains(sentence);
    }

    @Test
    void the_first_line_and_the_tab_give_the_answer() {
        var page = home(new SeededBoard().component("", "Shop", "").board());

        assertThat(page).contains("<h1>All Systems Operational</h1>");
        assertThat(page).contains("<title>All Systems Operational | Example status</title>");
        assertThat(page).contains("Checked <time datetime=\"2026-11-23T15:50:00.000Z\">23 Nov 2026, 15:50</time> UTC.");
    }

    @Test
    void an_open_incident_over_healthy_components_says_how_far_it_is() {
        var page = home(new SeededBoard()
                .component("", "Shop", "")
                .incident(
                        "incident0001",
                        "Mails are late",
                        Impact.MINOR,
                        "2026-11-23T15:20:00Z",
                        List.of(),
                        update("update000001", Phase.MONITORING, "2026-11-23T15:21:00Z", "A fix is in place."))
                .board());

        assertThat(page)
                .contains("<h1>Active incident: we are monitoring a fix</h1>")
                .contains("Open incidents");
    }

    @Test
    void a_page_that_cannot_be_confirmed_is_grey_and_says_since_when() {
        var page = home(new SeededBoard().component("", "Shop", "").board().unconfirmed());

        assertThat(page)
                .contains("<div class=\"banner no_data\">", "<h1>No Data</h1>")
                .contains("We have not been able to confirm status since <time datetime=\"2026-11-23T15:49:50.000Z\">")
                .doesNotContain("All Systems Operational");
    }

    @Test
    void a_component_without_data_says_since_when() {
        var page = home(new SeededBoard()
                .component("", "Shop", "")
                .component("", "API", "")
                .silent("API", Instant.parse("2026-11-23T14:31:00Z"))
                .board());

        assertThat(page).contains("<h1>Some Systems Without Data</h1>").contains("No data since <time");
    }

    @Test
    void what_only_insiders_should_know_is_on_no_page() {
        var snapshot = new Rendering().render(ExampleBoard.make().board());

        assertThat(snapshot.paths())
                .allSatisfy(path -> assertThat(Documents.text(snapshot, path)).doesNotContain("10.1.2.3"));
    }

    @Test
    void nothing_is_loaded_from_elsewhere_and_nothing_runs() {
        var snapshot = new Rendering().render(ExampleBoard.make().board());

        assertThat(snapshot.paths().stream().filter(path -> !path.contains(".")))
                .allSatisfy(path -> {
                    var page = Documents.text(snapshot, path);
                    assertThat(page).doesNotContain("<script", "style=\"", "@import", "url(", "<img", " onclick");
                    assertThat(Pattern.compile("(?:href|src)=\"(?!/|#|data:|https://status\\.example\\.com/)")
                                    .matcher(page)
                                    .find())
                            .isFalse();
                });
    }

    @Test
    void every_link_of_the_page_leads_somewhere() {
        var snapshot = new Rendering().render(ExampleBoard.make().board());

        var links = snapshot.paths().stream()
                .filter(path -> !path.contains("."))
                .flatMap(path -> Pattern.compile("href=\"(/[^\"#]*)")
                        .matcher(Documents.text(snapshot, path))
                        .results())
                .map(match -> match.group(1))
                .distinct();
        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(snapshot.paths()).contains(link));
    }

    @Test
    void a_page_of_twelve_components_stays_small() {
        var board = ExampleBoard.make().component("", "Status page", "").board();
        var home = Objects.requireNonNull(new Rendering().render(board).at("/"));

        assertThat(home.encoded(Coding.IDENTITY).bytes().remaining()).isLessThan(35 * 1024);
        assertThat(home.encoded(Coding.GZIP).bytes().remaining()).isLessThan(7 * 1024);
    }

    @Test
    void a_long_group_folds_when_all_is_well_and_opens_when_not() {
        var board = new SeededBoard();
        for (var i = 1; i <= 9; i++) {
            board.component("Regions", "Region " + i, "");
        }

        assertThat(home(board.board())).contains("<details><summary>");
        assertThat(home(board.says("Region 3", Verdict.DOWN, Instant.parse("2026-11-23T15:20:00Z"))
                        .board()))
                .contains("<details open><summary>");
    }

    @Test
    void a_component_page_lists_its_days_with_events() {
        var board = new SeededBoard()
                .component("", "Shop", "")
                .said("Shop", Verdict.DOWN, "2026-11-20T10:00:00Z", Duration.ofMinutes(41))
                .incident(
                        "incident0001",
                        "Disruption of Shop",
                        Impact.CRITICAL,
                        "2026-11-20T10:00:00Z",
                        List.of("Shop"),
                        update(
                                "update000001",
                                Phase.RESOLVED,
                                "2026-11-20T10:41:00Z",
                                "Shop is working normally again."));
        var page = Documents.text(new Rendering().render(board.board()), "/components/" + board.idOf("Shop"));

        assertThat(page)
                .contains("<th scope=\"row\"><time datetime=\"2026-11-20\">20 Nov 2026</time></th>")
                .contains(
                        "Major outage</span> <span class=\"whole\">41 min</span>",
                        "href=\"/incidents/incident0001\"",
                        "<caption>");
    }

    @Test
    void times_are_written_in_the_pages_zone_with_its_name() {
        var page = home(new SeededBoard()
                .in(ZoneId.of("Europe/Berlin"))
                .component("", "Shop", "")
                .board());

        assertThat(page).contains("23 Nov 2026, 16:50</time> CET. Times are shown in CET.");
    }

    @Test
    void an_empty_house_says_that_it_is_empty() {
        var page = home(new SeededBoard().board());

        assertThat(page)
                .contains("No systems have been added yet.", "No incidents in the last 14 days.")
                .doesNotContain("All Systems Operational", "Open incidents");
    }

    private static String home(Board board) {
        return Documents.text(new Rendering().render(board), "/");
    }
}
