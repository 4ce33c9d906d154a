package dev.tocsin.statuspage.web;

import static dev.tocsin.statuspage.SeededBoard.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.SeededBoard;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Feeds read by Rome and calendars by ical4j, as readers' programs do.
class FeedsTest {

    @ParameterizedTest
    @ValueSource(strings = {"/history.atom", "/history.rss", "/de/history.atom", "/de/history.rss"})
    void a_feed_tells_of_incidents_and_maintenance_the_newest_first(String path) throws Exception {
        var feed = feed(ExampleBoard.make().board(), path);

        assertThat(feed.getTitle()).containsIgnoringCase("Example status");
        assertThat(feed.getEntries())
                .extracting(entry -> entry.getTitle())
                .containsExactly(
                        "Delayed email notifications",
                        "Webhook worker replacement",
                        "Reporting database upgrade",
                        "Elevated API error rate");
        assertThat(feed.getEntries()).extracting(entry -> entry.getUri()).allMatch(id -> id.startsWith("tag:"));
    }

    @Test
    void an_entry_keeps_its_id_and_moves_its_date_with_each_update() throws Exception {
        var before = new SeededBoard()
                .component("", "Shop", "")
                .incident(
                        "incident0001",
                        "Slow checkout",
                        Impact.MINOR,
                        "2026-11-23T15:00:00Z",
                        List.of("Shop"),
                        update("update000001", Phase.INVESTIGATING, "2026-11-23T15:01:00Z", "We look."));
        var after = new SeededBoard()
                .component("", "Shop", "")
                .incident(
                        "incident0001",
                        "Slow checkout",
                        Impact.MINOR,
                        "2026-11-23T15:00:00Z",
                        List.of("Shop"),
                        update("update000002", Phase.RESOLVED, "2026-11-23T15:31:00Z", "Over."),
                        update("update000001", Phase.INVESTIGATING, "2026-11-23T15:01:00Z", "We look."));

        var first = feed(before.board(), "/history.atom").getEntries().getFirst();
        var second = feed(after.board(), "/history.atom").getEntries().getFirst();

        assertThat(second.getUri()).isEqualTo(first.getUri());
        assertThat(first.getUpdatedDate()).isEqualTo(Date.from(Instant.parse("2026-11-23T15:01:00Z")));
        assertThat(second.getUpdatedDate()).isEqualTo(Date.from(Instant.parse("2026-11-23T15:31:00Z")));
    }

    @Test
    void the_calendar_holds_every_maintenance_and_each_has_one_of_its_own() throws Exception {
        var board = ExampleBoard.make().board();

        var all = calendar(Surfaces.text(board, "/maintenance.ics"));
        var one = calendar(Surfaces.text(board, "/maintenance/72hks1x9jlmp.ics"));

        assertThat(all.getComponents()).hasSize(2);
        VEvent event = one.<VEvent>getComponents("VEVENT").getFirst();
        assertThat(event.getUid().orElseThrow().getValue()).isEqualTo("72hks1x9jlmp@status.example.com");
        assertThat(value(event, "SUMMARY")).isEqualTo("Webhook worker replacement");
        assertThat(value(event, "DTSTART")).isEqualTo("20261127T050000Z");
        assertThat(value(event, "SEQUENCE")).isEqualTo("0");
        assertThat(value(event, "TRANSP")).isEqualTo("TRANSPARENT");
        one.validate();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "]]>",
                "<script>alert(1)</script>",
                "a;b,c\\d\nBEGIN:VEVENT",
                "\u202Egnp.exe",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 of very many signs that must be folded, by their bytes, and not torn \uD83D\uDD25\uD83D\uDD25\uD83D\uDD25"
            })
    void a_hostile_name_stays_one_name_in_a_calendar(String hostile) throws Exception {
        var board = new SeededBoard()
                .component("", "Shop", "")
                .maintenance(
                        "maintenance1",
                        hostile,
                        "2026-11-24T15:00:00Z",
                        "2026-11-24T16:00:00Z",
                        List.of("Shop"),
                        update("update000001", Phase.SCHEDULED, "2026-11-20T15:01:00Z", hostile))
                .board();
        var text = Surfaces.text(board, "/maintenance.ics");

        var events = calendar(text).<VEvent>getComponents("VEVENT");

        assertThat(events).hasSize(1);
        assertThat(value(events.getFirst(), "SUMMARY")).isEqualTo(hostile);
        assertThat(text.lines())
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
    }

    private static SyndFeed feed(Board board, String path) throws Exception {
        return new SyndFeedInput().build(new StringReader(Surfaces.text(board, path)));
    }

    private static String value(VEvent event, String name) {
        return event.getProperty(name).orElseThrow().getValue();
    }

    private static Calendar calendar(String text) throws Exception {
        return new CalendarBuilder().build(new StringReader(text));
    }
}
