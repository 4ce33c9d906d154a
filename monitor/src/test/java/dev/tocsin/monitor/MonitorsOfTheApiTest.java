package dev.tocsin.monitor;

import static dev.tocsin.monitor.WatchedHouse.EVERY;
import static dev.tocsin.monitor.WatchedHouse.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.monitor.availability.Availability;
import dev.tocsin.monitor.availability.Watches;
import dev.tocsin.monitor.availability.Window;
import dev.tocsin.monitor.inventory.Change;
import dev.tocsin.monitor.inventory.Definitions;
import dev.tocsin.monitor.inventory.Draft;
import dev.tocsin.monitor.inventory.Inventory;
import dev.tocsin.monitor.inventory.Item;
import dev.tocsin.monitor.inventory.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Watching what was made over the API, beside what stands in the settings file.
class MonitorsOfTheApiTest {
    private final WatchedHouse house = new WatchedHouse(monitor("shop"));
    private final Inventory inventory = new Inventory();
    private final Definitions definitions = new Definitions(house.postgres.database(), house.clock, house.monitors);

    @AfterEach
    void drop() {
        house.close();
    }

    @Test
    void what_is_made_is_looked_at_within_seconds_whatever_its_interval() {
        create(daily("blog"));

        house.pass(Duration.ofSeconds(16));

        assertThat(house.looked).contains("blog");
        assertThat(house.standing("blog").verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void a_reload_of_the_file_leaves_it_as_it_is() {
        create(monitor("blog"));
        house.pass(EVERY.multipliedBy(2));

        house.monitors.apply(List.of(monitor("api")));
        house.looked.clear();
        house.pass(EVERY);

        assertThat(house.looked).contains("blog", "api").doesNotContain("shop");
        assertThat(house.standing("blog").verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void while_it_is_paused_nobody_looks_and_the_time_is_unknown() {
        create(monitor("blog"));
        house.pass(EVERY.multipliedBy(2));
        var paused = house.clock.instant();
        definitions.pause(item("blog"), "ana");
        learn();
        house.looked.clear();

        house.pass(EVERY.multipliedBy(4));

        assertThat(house.looked).doesNotContain("blog");
        assertThat(house.holding).containsExactly("paused by ana");
        assertThat(house.standing("blog").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(item("blog").reason()).isEqualTo("paused by ana");
        var availability = availability("blog", new Window(paused, house.clock.instant()));
        assertThat(availability.unknown()).isEqualTo(EVERY.multipliedBy(4));
        assertThat(availability.counted()).isEqualTo(EVERY.multipliedBy(4));
    }

    @Test
    void a_look_that_comes_back_after_the_pause_is_not_believed() {
        create(monitor("blog"));
        house.pass(EVERY.multipliedBy(2));
        house.answers.put("blog", "down");
        var id = item("blog").id();
        var late = new Observation.Failed(Evidence.none(house.clock.instant()), "connect refused");
        definitions.pause(item("blog"), "ana");

        house.settling.add(new Look(id, Duration.ZERO, late));
        house.settling.settleDue();

        assertThat(item("blog").reason()).isEqualTo("paused by ana");
        assertThat(house.standing("blog").answering().length()).isZero();
    }

    @Test
    void when_it_is_resumed_it_is_looked_at_within_seconds() {
        create(daily("blog"));
        house.pass(Duration.ofSeconds(16));
        definitions.pause(item("blog"), "ana");
        learn();
        house.pass(EVERY);
        house.looked.clear();

        definitions.resume(item("blog"), "bo");
        learn();
        house.pass(Duration.ofSeconds(16));

        assertThat(house.looked).contains("blog");
        assertThat(house.standing("blog").verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void what_is_deleted_goes_and_its_history_stays() {
        create(monitor("blog"));
        house.pass(EVERY.multipliedBy(2));
        var blog = item("blog");
        definitions.delete(blog, "ana", "{}");
        learn();
        house.looked.clear();

        house.pass(EVERY.multipliedBy(2));

        assertThat(house.looked).doesNotContain("blog");
        assertThat(house.retired).containsExactly(blog.id());
        assertThat(kinds("blog")).containsExactly(Change.Kind.DELETED, Change.Kind.CREATED);
        create(monitor("blog"));
        assertThat(item("blog").id()).isEqualTo(blog.id());
        assertThat(house.standing("blog").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void the_settings_file_takes_over_what_has_its_name() {
        create(monitor("blog"));
        house.pass(EVERY.multipliedBy(2));
        definitions.pause(item("blog"), "ana");

        house.monitors.apply(List.of(monitor("shop"), monitor("blog")));
        definitions.handOver();
        learn();
        house.looked.clear();
        house.pass(EVERY);

        assertThat(item("blog").owner()).isEqualTo(Owner.FILE);
        assertThat(item("blog").made()).isEmpty();
        assertThat(house.looked).contains("blog");
        assertThat(kinds("blog")).containsExactly(Change.Kind.TAKEN_OVER, Change.Kind.PAUSED, Change.Kind.CREATED);
        assertThat(definitions.versions()).isEmpty();
    }

    @Test
    void the_api_takes_nothing_from_the_settings_file() {
        var shop = item("shop");

        assertThat(definitions.create(draft(monitor("shop")), "ana", Optional.empty(), (_, _) -> ""))
                .isEqualTo(new Outcome.NameTaken("shop", Owner.FILE));
        assertThat(definitions.pause(shop, "ana")).isEqualTo(new Outcome.OfTheFile("shop"));
        assertThat(definitions.delete(shop, "ana", "{}")).isEqualTo(new Outcome.OfTheFile("shop"));
        assertThat(definitions.rewrite(shop, draft(monitor("shop")), "ana", Change.Kind.CHANGED, "{}"))
                .isEqualTo(new Outcome.OfTheFile("shop"));
    }

    @Test
    void a_row_that_this_node_knows_nothing_of_yet_is_looked_up_before_its_slot_comes() {
        var _ = definitions.create(draft(daily("blog")), "ana", Optional.empty(), (_, _) -> "");
        house.monitors.onUnknown(_ -> learn());

        house.pass(Duration.ofSeconds(16));

        assertThat(house.looked).contains("blog");
    }

    private static Monitor daily(String name) {
        var often = monitor(name);
        return new Monitor(name, often.probe(), Duration.ofDays(1), often.timeout(), often.confirmation());
    }

    private void create(Monitor monitor) {
        assertThat(definitions.create(draft(monitor), "ana", Optional.empty(), (_, item) -> item.name()))
                .isInstanceOf(Outcome.Created.class);
        learn();
    }

    private static Draft draft(Monitor monitor) {
        var json = "{\"every\": \"" + monitor.every().toDays() + "\", \"name\": \"" + monitor.name() + "\"}";
        return new Draft(monitor, new Secret(json), json);
    }

    /// As a node learns what is in the rows.
    private void learn() {
        var known = new HashMap<MonitorId, Monitor>();
        var paused = new HashSet<MonitorId>();
        definitions.read(definitions.versions().keySet()).forEach((id, definition) -> {
            var name = definition.reveal().replaceFirst("(?s).*\"name\": \"(\\w+)\".*", "$1");
            known.put(id, (definition.reveal().contains("\"1\"") ? daily(name) : monitor(name)).byApi());
        });
        definitions.versions().forEach((id, version) -> {
            if (version.paused()) {
                paused.add(id);
            }
        });
        house.monitors.learn(known, paused);
    }

    private Item item(String name) {
        return house.postgres
                .database()
                .transact(handle -> inventory.find(handle, name).orElseThrow());
    }

    private List<Change.Kind> kinds(String name) {
        return house.postgres
                .database()
                .transact(handle -> inventory.changes(handle, name, Long.MAX_VALUE, 10).orElseThrow().stream()
                        .map(Change::kind)
                        .toList());
    }

    private Availability availability(String name, Window window) {
        var now = house.clock.instant();
        var watches = new Watches();
        return house.postgres.database().transact(handle -> {
            var watched = watches.find(handle, name).orElseThrow();
            return Availability.of(watches.read(handle, watched, window, now), window, now);
        });
    }
}
