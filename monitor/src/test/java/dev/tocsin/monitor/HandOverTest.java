package dev.tocsin.monitor;

import static dev.tocsin.monitor.WatchedHouse.EVERY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandOverTest {
    private final List<String> names =
            IntStream.range(0, 40).mapToObj(number -> "site-" + number).toList();
    private final WatchedHouse house =
            new WatchedHouse(names.stream().map(WatchedHouse::monitor).toArray(Monitor[]::new));
    private final HandOver handOver = new HandOver(house.postgres.database(), house.clock, house.node);
    private final UUID other = UUID.randomUUID();
    private List<String> taken = List.of();

    @BeforeEach
    void watch() {
        house.pass(EVERY.multipliedBy(2));
        house.looked.clear();
        house.missed = 0;
    }

    @AfterEach
    void drop() {
        house.close();
    }

    @Test
    void what_a_dead_node_had_taken_is_looked_at_in_the_next_round_and_counted_as_missed() {
        var died = house.clock.instant();
        takeAndDie();
        wait(Duration.ofSeconds(9));

        handOver.takeOver(other, died);
        house.pass(Duration.ofSeconds(10));

        assertThat(taken).isNotEmpty();
        assertThat(house.looked).doesNotHaveDuplicates().containsAll(taken);
        assertThat(house.missed).isPositive().isLessThanOrEqualTo(taken.size());
    }

    @Test
    void without_the_hand_over_it_would_wait_for_its_next_interval() {
        takeAndDie();
        wait(Duration.ofSeconds(9));

        house.pass(Duration.ofSeconds(10));

        assertThat(house.looked).doesNotContainAnyElementsOf(taken);
        assertThat(house.missed).isZero();
    }

    @Test
    void what_a_node_that_stops_had_taken_is_looked_at_by_another_at_its_own_slot() {
        takeAndDie();

        new HandOver(house.postgres.database(), house.clock, other).close();
        house.pass(EVERY);

        assertThat(house.looked).containsExactlyInAnyOrderElementsOf(names);
        assertThat(house.lateness).containsOnly(Duration.ZERO);
        assertThat(house.missed).isZero();
    }

    @Test
    void a_node_that_died_long_ago_leaves_nothing_to_be_taken_over() {
        takeAndDie();
        house.sleep(Duration.ofHours(1));
        house.pass(EVERY);
        house.looked.clear();
        house.missed = 0;

        handOver.takeOver(other, WatchedHouse.START);
        house.pass(EVERY);

        assertThat(Collections.frequency(house.looked, "site-7")).isEqualTo(1);
        assertThat(house.missed).isZero();
    }

    @Test
    void what_was_taken_before_a_restart_is_looked_at_at_its_own_slot_after_it() {
        takeAndDie();

        handOver.begin(true);
        house.pass(EVERY);

        assertThat(house.looked).containsExactlyInAnyOrderElementsOf(names);
        assertThat(house.missed).isZero();
    }

    @Test
    void a_node_that_joins_others_takes_nothing_away_from_them() {
        takeAndDie();

        handOver.begin(false);
        house.pass(Duration.ofSeconds(5));

        assertThat(taken).isNotEmpty();
        assertThat(house.looked).doesNotContainAnyElementsOf(taken);
    }

    /// Another node takes the next slots of every shard and looks at none of them.
    private void takeAndDie() {
        var dying = house.rounds(other, (when, task) -> {});
        wait(Duration.ofSeconds(5));
        for (var shard = 0; shard < WatchedHouse.SHARDS; shard++) {
            dying.walk(shard);
        }
        taken = house.postgres
                .database()
                .transact(handle -> handle.createQuery("select name from monitor where claimed_by = :node")
                        .bind("node", other)
                        .mapTo(String.class)
                        .list());
        house.looked.clear();
        house.lateness.clear();
        house.missed = 0;
    }

    /// Looks that were taken before go on; no round is walked.
    private void wait(Duration duration) {
        house.timer.advanceTo(house.clock.instant().plus(duration));
        house.settling.settleDue();
        house.sleep(Duration.ZERO);
    }
}
