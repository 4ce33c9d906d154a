package dev.tocsin.monitor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.Deaf;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.Owner;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
    private final TestDatabase postgres = TestDatabase.create();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final Definitions definitions = node(postgres.database(), 3);
    private final Inventory inventory = new Inventory();

    @AfterEach
    void drop() {
        postgres.close();
    }

    @Test
    void a_request_that_comes_again_is_answered_the_same_and_does_nothing() {
        var request = new Request("ci", "key-1", "01");
        var first = definitions.create(draft("shop"), "ci", Optional.of(request), (_, item) -> "made " + item.id());
        clock.advance(Duration.ofHours(23));

        var second = definitions.create(draft("shop"), "ci", Optional.of(request), (_, _) -> "made again");

        assertThat(second).isEqualTo(first).isInstanceOf(Outcome.Created.class);
        assertThat(definitions.answered(request)).contains(first);
        assertThat(changes("shop")).hasSize(1);
    }

    @Test
    void a_key_stands_for_one_request_of_one_caller() {
        var request = new Request("ci", "key-1", "01");
        var _ = definitions.create(draft("shop"), "ci", Optional.of(request), (_, _) -> "");

        var other = new Request("ci", "key-1", "02");
        var elsewhere = new Request("ops", "key-1", "02");

        assertThat(definitions.create(draft("blog"), "ci", Optional.of(other), (_, _) -> ""))
                .isEqualTo(new Outcome.KeyTaken());
        assertThat(definitions.create(draft("blog"), "ops", Optional.of(elsewhere), (_, _) -> ""))
                .isInstanceOf(Outcome.Created.class);
    }

    @Test
    void after_a_day_a_key_is_forgotten() {
        var request = new Request("ci", "key-1", "01");
        var _ = definitions.create(draft("shop"), "ci", Optional.of(request), (_, _) -> "");
        clock.advance(Duration.ofHours(25));

        assertThat(definitions.answered(request)).isEmpty();
        assertThat(definitions.create(draft("shop"), "ci", Optional.of(request), (_, _) -> ""))
                .isEqualTo(new Outcome.NameTaken("shop", Owner.API));
    }

    @Test
    void of_two_who_change_what_they_both_have_read_one_wins() {
        create("shop");
        var read = item("shop");

        var first = definitions.rewrite(read, draft("shop"), "ana", Change.Kind.CHANGED, "{}");
        var second = definitions.rewrite(read, draft("shop"), "bo", Change.Kind.CHANGED, "{}");

        assertThat(first).isInstanceOf(Outcome.Done.class);
        assertThat(second)
                .isEqualTo(new Outcome.Stale(item("shop").made().orElseThrow().version()));
        assertThat(definitions.delete(read, "bo", "{}")).isInstanceOf(Outcome.Stale.class);
        assertThat(changes("shop")).extracting(Change::by).containsExactly("ana", "ana");
    }

    @Test
    void of_many_who_change_at_the_same_time_on_two_nodes_one_wins() throws Exception {
        create("shop");
        var read = item("shop");
        try (var database = Database.open(postgres.settings());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var nodes = List.of(definitions, node(database, 3));
            var attempts = IntStream.range(0, 8)
                    .<Callable<Outcome>>mapToObj(i ->
                            () -> nodes.get(i % 2).rewrite(read, draft("shop"), "n" + i, Change.Kind.CHANGED, "{}"))
                    .toList();

            var outcomes = threads.invokeAll(attempts).stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .toList();

            assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(Outcome.Stale.class::isInstance).hasSize(7);
            assertThat(changes("shop")).hasSize(2);
        }
    }

    @Test
    void of_many_who_make_the_same_at_the_same_time_on_two_nodes_one_makes_it() throws Exception {
        try (var database = Database.open(postgres.settings());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var nodes = List.of(definitions, node(database, 3));
            var attempts = IntStream.range(0, 8)
                    .<Callable<Outcome>>mapToObj(i -> () ->
                            nodes.get(i % 2).create(draft("shop"), "n" + i, Optional.empty(), (_, item) -> item.name()))
                    .toList();

            var outcomes = threads.invokeAll(attempts).stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .toList();

            assertThat(outcomes).filteredOn(Outcome.Created.class::isInstance).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(new Outcome.NameTaken("shop", Owner.API)::equals)
                    .hasSize(7);
        }
    }

    @Test
    void there_are_no_more_than_there_may_be() {
        create("a");
        create("b");
        create("c");

        assertThat(definitions.create(draft("d"), "ana", Optional.empty(), (_, _) -> ""))
                .isEqualTo(new Outcome.TooMany(3));
        var _ = definitions.delete(item("a"), "ana", "{}");
        create("d");
    }

    @Test
    void to_do_again_what_is_done_changes_nothing() {
        create("shop");

        definitions.pause(item("shop"), "ana");
        definitions.pause(item("shop"), "bo");
        definitions.resume(item("shop"), "ana");
        definitions.resume(item("shop"), "bo");

        assertThat(changes("shop"))
                .extracting(Change::kind)
                .containsExactly(Change.Kind.RESUMED, Change.Kind.PAUSED, Change.Kind.CREATED);
        assertThat(item("shop").paused()).isEmpty();
    }

    @Test
    void secrets_are_in_the_definition_alone_and_go_with_it() {
        create("shop");
        assertThat(everyRow()).contains("geheim");
        assertThat(item("shop").toString()).doesNotContain("geheim");
        var _ = definitions.rewrite(item("shop"), draft("shop"), "ana", Change.Kind.REPLACED, "{}");

        var _ = definitions.delete(item("shop"), "ana", "{}");

        assertThat(everyRow()).doesNotContain("geheim");
        assertThat(changes("shop")).hasSize(3);
    }

    @Test
    void what_was_deleted_and_made_anew_has_another_version() {
        create("shop");
        var read = item("shop");
        var _ = definitions.delete(read, "ana", "{}");
        create("shop");

        assertThat(definitions.rewrite(read, draft("shop"), "bo", Change.Kind.CHANGED, "{}"))
                .isInstanceOf(Outcome.Stale.class);
    }

    @Test
    void what_is_gone_cannot_be_changed() {
        create("shop");
        var read = item("shop");
        var _ = definitions.delete(read, "ana", "{}");

        assertThat(definitions.delete(read, "ana", "{}")).isEqualTo(new Outcome.NoSuchMonitor());
        assertThat(definitions.pause(read, "ana")).isEqualTo(new Outcome.NoSuchMonitor());
        assertThat(definitions.rewrite(read, draft("shop"), "ana", Change.Kind.CHANGED, "{}"))
                .isEqualTo(new Outcome.NoSuchMonitor());
    }

    @Test
    void monitors_are_listed_by_name_and_by_what_is_asked_of_them() {
        create("b-shop");
        create("a-shop");
        create("blog");
        definitions.pause(item("blog"), "ana");

        assertThat(page(Filter.ALL, "", 2)).containsExactly("a-shop", "b-shop");
        assertThat(page(Filter.ALL, "b-shop", 2)).containsExactly("blog");
        assertThat(page(new Filter(Optional.empty(), Optional.empty(), "SHOP"), "", 9))
                .containsExactly("a-shop", "b-shop");
        assertThat(page(new Filter(Optional.of(Verdict.UP), Optional.empty(), ""), "", 9))
                .isEmpty();
        assertThat(page(new Filter(Optional.of(Verdict.UNKNOWN), Optional.of(Owner.API), "%"), "", 9))
                .isEmpty();
        assertThat(page(new Filter(Optional.empty(), Optional.of(Owner.FILE), ""), "", 9))
                .isEmpty();
    }

    private void create(String name) {
        assertThat(definitions.create(draft(name), "ana", Optional.empty(), (_, _) -> ""))
                .isInstanceOf(Outcome.Created.class);
    }

    private Item item(String name) {
        return postgres.database()
                .transact(handle -> inventory.find(handle, name).orElseThrow());
    }

    private List<Change> changes(String name) {
        return postgres.database()
                .transact(handle ->
                        inventory.changes(handle, name, Long.MAX_VALUE, 10).orElseThrow());
    }

    private List<String> page(Filter filter, String after, int limit) {
        return postgres.database()
                .transact(handle -> inventory.page(handle, filter, after, limit).stream()
                        .map(Item::name)
                        .toList());
    }

    private String everyRow() {
        return postgres.database()
                .transact(handle -> handle.createQuery("""
                                select string_agg(line, ' ')
                                  from (select monitor_definition::text as line from monitor_definition
                                        union all
                                        select monitor_change::text from monitor_change
                                        union all
                                        select monitor_request::text from monitor_request
                                        union all
                                        select monitor::text from monitor) everything
                                """).mapTo(String.class).one());
    }

    private static Draft draft(String name) {
        var monitor = new Monitor(
                name,
                new Probe.Icmp(name + ".test", 1, 0, Probe.Pace.ANY),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                new Confirmation(2, 2, Duration.ofSeconds(5)));
        return new Draft(monitor, new Secret("{\"body\": \"geheim\"}"), "{\"body\": \"[redacted]\"}");
    }

    private Definitions node(Database database, int most) {
        return new Definitions(database, clock, new Monitors(database, clock, 4, new Deaf()), most);
    }
}
