package dev.tocsin.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.statuspage.Archive;
import dev.tocsin.statuspage.AuthoringHouse;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.MaintenancePlan;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.Readings;
import dev.tocsin.statuspage.When;
import dev.tocsin.statuspage.Written;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OldPagesTest {
    private static final int MORE_THAN_ARE_LISTED = 52;

    private final AuthoringHouse house = new AuthoringHouse();
    private final StatusPages pages = new StatusPages(house::board, house.board(), house.clock);
    private final OldPages old = new OldPages(
            pages, new Archive(house.postgres.database(), new Readings((_, _) -> List.of(), (_, _, _, _) -> Map.of())));

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_link_to_an_incident_holds_however_many_came_after_it() {
        var first = longAgo();

        assertThat(pages.current().paths()).doesNotContain("/incidents/" + first.incident());
        assertThat(html("/incidents/" + first.incident()))
                .contains("The first one", "All was mended.", "Affects: <bdi>Shop</bdi>", "Next: Later 0");
        assertThat(html("/de/incidents/" + first.incident())).contains("lang=\"de\"", "The first one");
    }

    @Test
    void from_the_oldest_incident_in_memory_a_link_leads_on() {
        longAgo();
        var oldest = pages.board().incidents().getLast();

        assertThat(pages.current().bytes("/incidents/" + oldest.id()))
                .hasValueSatisfying(bytes ->
                        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("Previous: Later"));
    }

    @Test
    void the_history_goes_back_to_the_first_month_and_no_further() {
        longAgo();

        assertThat(pages.current().paths()).doesNotContain("/history/2026-11");
        assertThat(html("/history/2026-11")).contains("The first one", "Later 3", "/history/2026-12");
        assertThat(html("/history/2026-12")).contains("No data: nothing was watched.");
        assertThat(old.at("/history/2026-10")).isInstanceOf(SnapshotHandler.Answer.Unknown.class);
        assertThat(old.at("/history/2099-01")).isInstanceOf(SnapshotHandler.Answer.Unknown.class);
    }

    @Test
    void maintenance_of_long_ago_keeps_its_page_and_its_calendar() {
        var now = house.clock.instant();
        var id = house.schedule(now, now.plus(Duration.ofHours(1)), true, ComponentStatus.UNDER_MAINTENANCE)
                .id();
        house.clock.advance(Duration.ofHours(2));
        house.maintenances.turnDue();
        house.maintenances.turnDue();
        longAgo();

        assertThat(html("/maintenance/" + id)).contains("Database upgrade");
        assertThat(html("/maintenance/" + id + ".ics")).startsWith("BEGIN:VCALENDAR");
        assertThat(html("/history/2026-11")).contains("Database upgrade");
    }

    @Test
    void what_is_not_published_has_no_page() {
        var draft = house.open("Secret", "Not yet.", new When.OnWord());
        var work = house.maintenances.schedule(
                new MaintenancePlan(
                        "Hidden",
                        "Hidden.",
                        Set.of(house.id("Shop")),
                        AuthoringHouse.BEGAN.plusSeconds(60),
                        AuthoringHouse.BEGAN.plusSeconds(120),
                        true,
                        ComponentStatus.UNDER_MAINTENANCE,
                        Optional.empty()),
                new When.OnWord(),
                "ana");
        pages.refresh();

        assertThat(old.at("/incidents/" + draft.incident())).isInstanceOf(SnapshotHandler.Answer.Unknown.class);
        assertThat(old.at("/maintenance/" + AuthoringHouse.maintenance(work).id()))
                .isInstanceOf(SnapshotHandler.Answer.Unknown.class);
        assertThat(old.at("/incidents/" + AuthoringHouse.maintenance(work).id()))
                .isInstanceOf(SnapshotHandler.Answer.Unknown.class);
    }

    @Test
    void a_component_that_left_keeps_its_page_and_its_name_on_old_incidents() {
        var shop = house.id("Shop");
        var told = house.open("Slow", "We look into it.", new When.Now());
        house.components.sync(List.of(house.settings.components().getLast()));
        pages.refresh();

        assertThat(html("/components/" + shop)).contains("No longer part of this page", "Slow");
        assertThat(new String(
                        pages.current().bytes("/incidents/" + told.incident()).orElseThrow(), StandardCharsets.UTF_8))
                .contains("Affects: <bdi>Shop</bdi>");
        assertThat(old.at("/components/" + house.id("API"))).isInstanceOf(SnapshotHandler.Answer.Unknown.class);
    }

    @Test
    void what_was_read_lately_is_there_while_the_database_is_away() {
        var path = "/incidents/" + longAgo().incident();
        var before = html(path);
        house.postgres.database().close();

        assertThat(html(path)).isEqualTo(before);
        assertThat(old.at("/history/2026-11")).isInstanceOf(SnapshotHandler.Answer.Away.class);
    }

    @Test
    void a_change_is_seen_on_an_old_page_as_soon_as_the_page_has_read_it() {
        var first = longAgo();
        var path = "/incidents/" + first.incident();
        html(path);

        house.say(first, Phase.POSTMORTEM, "A cable was loose.");
        pages.refresh();

        assertThat(html(path)).contains("A cable was loose.");
    }

    /// An incident that so many followed, and so much time, that the page no longer lists it.
    private Written longAgo() {
        var first = house.open("The first one", "We look into it.", new When.Now());
        house.say(first, Phase.RESOLVED, "All was mended.");
        house.postgres
                .database()
                .run(handle -> handle.createUpdate("""
                                insert into public_incident (id, name, status, impact, created_at, updated_at,
                                                             started_at, resolved_at, published_at)
                                select 'later' || lpad(n::text, 7, '0'), 'Later ' || n, 'resolved', 'minor', at, at,
                                       at, at, at
                                  from generate_series(0, :last) n,
                                       lateral (select :began + n * interval '10 minutes' as at) times
                                """)
                        .bind("last", MORE_THAN_ARE_LISTED - 1)
                        .bind("began", house.clock.instant().plusSeconds(600))
                        .execute());
        house.clock.advance(Duration.ofDays(200));
        pages.refresh();
        return first;
    }

    private String html(String path) {
        return switch (old.at(path)) {
            case SnapshotHandler.Answer.Found(var document) ->
                new String(document.identityBytes(), StandardCharsets.UTF_8);
            case SnapshotHandler.Answer.Unknown() -> throw new AssertionError(path + " is unknown");
            case SnapshotHandler.Answer.Away() -> throw new AssertionError(path + " cannot be had");
        };
    }
}
