package dev.tocsin.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComponentsTest {
    private static final ComponentSettings SHOP =
            new ComponentSettings("Shop", Optional.of("Storefront"), "", List.of("shop"), Publish.DRAFT);
    private static final ComponentSettings STOREFRONT =
            new ComponentSettings("Storefront", Optional.empty(), "", List.of("front"), Publish.DRAFT);

    private final TestDatabase postgres = TestDatabase.create();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T15:50:00Z"));
    private final Components components = new Components(postgres.database(), clock, new Random(1));
    private final ComponentStore store = new ComponentStore();

    @AfterEach
    void drop() {
        postgres.close();
    }

    @Test
    void a_component_keeps_its_id_whatever_happens_to_the_file() {
        components.sync(List.of(SHOP));
        var first = ids();

        clock.advance(Duration.ofDays(1));
        components.sync(List.of(STOREFRONT, SHOP));
        assertThat(ids()).containsAllEntriesOf(first);

        components.sync(List.of());
        assertThat(ids()).isEmpty();

        components.sync(List.of(SHOP));
        assertThat(ids()).isEqualTo(first);
    }

    @Test
    void a_group_and_a_component_of_one_name_are_two() {
        components.sync(List.of(SHOP, STOREFRONT));

        assertThat(ids()).containsOnlyKeys("Shop", "Storefront", "group:Storefront");
    }

    @Test
    void the_page_gets_its_id_once() {
        components.sync(List.of());
        var page = postgres.database().transact(store::page);
        clock.advance(Duration.ofDays(1));
        components.sync(List.of(SHOP));

        assertThat(postgres.database().transact(store::page)).isPresent().isEqualTo(page);
    }

    private Map<String, PublicId> ids() {
        return postgres.database().transact(store::identities).values().stream()
                .collect(Collectors.toMap(ComponentStore.Identity::name, ComponentStore.Identity::id));
    }
}
