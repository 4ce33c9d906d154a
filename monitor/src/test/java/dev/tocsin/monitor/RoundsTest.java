package dev.tocsin.monitor;

import static dev.tocsin.monitor.WatchedHouse.EVERY;
import static dev.tocsin.monitor.WatchedHouse.START;
import static dev.tocsin.monitor.WatchedHouse.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final WatchedHouse house = new WatchedHouse(monitor("shop"), monitor("blog"), monitor("api"));

    @AfterEach
    void drop() {
        house.close();
    }

    @Test
    void every_monitor_is_looked_at_within_one_interval_of_the_start() {
        house.pass(EVERY);

        assertThat(house.looked).contains("shop", "blog", "api");
    }

    @Test
    void a_monitor_is_looked_at_once_each_interval_and_never_late() {
        house.pass(EVERY.multipliedBy(2));
        house.looked.clear();
        house.lateness.clear();

        house.pass(EVERY.multipliedBy(10));

        assertThat(Collections.frequency(house.looked, "shop")).isEqualTo(10);
        assertThat(house.lateness).containsOnly(Duration.ZERO);
    }

    @Test
    void a_target_that_breaks_is_believed_after_the_recheck_and_counts_from_the_first_failure() {
        house.pass(EVERY.multipliedBy(2));
        house.answers.put("shop", "down");
        var broke = house.clock.instant();

        house.pass(EVERY.plusSeconds(6));

        assertThat(house.changes.getLast().after()).isEqualTo(Verdict.DOWN);
        var down = house.changes.getLast();
        assertThat(down.monitor().name()).isEqualTo("shop");
        assertThat(Duration.between(down.since(), down.confirmedAt())).isEqualTo(Duration.ofSeconds(5));
        assertThat(down.since()).isBetween(broke, broke.plus(EVERY));
        assertThat(house.standing("shop").verdict()).isEqualTo(Verdict.DOWN);
        assertThat(house.standing("blog").verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void what_is_in_doubt_is_looked_at_anew_and_not_as_before() {
        house.pass(EVERY.multipliedBy(2));
        house.again.clear();
        house.answers.put("shop", "down");

        house.pass(EVERY.plusSeconds(6));

        assertThat(house.again).containsOnly("shop");
    }

    @Test
    void one_failure_between_two_passes_changes_nothing() {
        house.pass(EVERY.multipliedBy(2));
        house.changes.clear();
        house.answers.put("shop", "down");
        while (house.standing("shop").answering().good()) {
            house.pass(Duration.ofMillis(250));
        }
        house.answers.put("shop", "up");

        house.pass(EVERY);

        assertThat(house.changes).isEmpty();
        assertThat(house.standing("shop").verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void an_outage_is_written_down_to_the_second() {
        house.pass(EVERY.multipliedBy(2));
        house.answers.put("shop", "down");
        house.pass(EVERY.multipliedBy(4));
        house.answers.put("shop", "up");
        house.pass(EVERY.multipliedBy(2));

        var shop = house.changes.stream()
                .filter(change -> change.monitor().name().equals("shop"))
                .toList();
        var down = shop.get(1);
        var up = shop.get(2);
        assertThat(shop).extracting(VerdictChange::after).containsExactly(Verdict.UP, Verdict.DOWN, Verdict.UP);
        var intervals = house.intervals().stream()
                .filter(interval -> interval.monitorId().equals(down.monitorId()))
                .toList();
        assertThat(intervals).extracting(VerdictInterval::verdict).endsWith(Verdict.UP, Verdict.DOWN, Verdict.UP);
        assertThat(intervals.get(intervals.size() - 2).began()).isEqualTo(down.since());
        assertThat(intervals.get(intervals.size() - 2).ended()).contains(up.since());
        assertThat(intervals.getLast().ended()).isEmpty();
    }

    @Test
    void while_nobody_was_there_to_look_nothing_counts_as_up() {
        house.pass(EVERY.multipliedBy(2));
        house.sleep(Duration.ofMinutes(10));
        house.looked.clear();

        house.pass(EVERY);

        assertThat(house.missed).isPositive();
        assertThat(house.looked).contains("shop", "blog", "api");
        var unknown = house.intervals().stream()
                .filter(interval -> interval.verdict() == Verdict.UNKNOWN)
                .filter(interval -> interval.began().isAfter(START.plusSeconds(60)))
                .toList();
        assertThat(unknown)
                .hasSize(3)
                .allSatisfy(gap -> assertThat(
                                Duration.between(gap.began(), gap.ended().orElseThrow()))
                        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11)));
    }

    @Test
    void our_own_fault_never_counts_against_the_target() {
        house.pass(EVERY.multipliedBy(2));
        house.changes.clear();
        house.answers.put("shop", "unsure");

        house.pass(EVERY.multipliedBy(5));

        assertThat(house.changes).extracting(VerdictChange::after).containsExactly(Verdict.UNKNOWN);
        assertThat(house.standing("shop").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void one_look_that_we_could_not_take_leaves_the_verdict_as_it_was() {
        house.pass(EVERY.multipliedBy(2));
        house.changes.clear();
        house.answers.put("shop", "unsure");
        house.pass(EVERY);
        house.answers.put("shop", "up");

        house.pass(EVERY.multipliedBy(3));

        assertThat(house.changes).isEmpty();
        assertThat(house.standing("shop").verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void a_look_during_which_we_stood_still_never_counts_against_the_target() {
        house.pass(EVERY.multipliedBy(2));
        house.changes.clear();
        house.answers.put("shop", "frozen");
        for (var stop : List.of(Duration.ofSeconds(13), Duration.ofHours(1), Duration.ofHours(-1))) {
            house.frozen = stop;
            house.rounds.walk(Grid.of("shop", EVERY, WatchedHouse.SHARDS).shard());
            house.timer.advanceTo(house.clock.instant().plus(EVERY));
            house.settling.settleDue();
            house.sleep(Duration.ZERO);
        }

        assertThat(Collections.frequency(house.looked, "shop")).isGreaterThanOrEqualTo(3);
        assertThat(house.standing("shop").verdict()).isNotEqualTo(Verdict.DOWN);
        assertThat(house.standing("shop").answering().good()).isTrue();
    }

    @Test
    void one_missing_look_is_forgiven_and_of_two_the_time_since_the_first_is_unknown() {
        house.pass(EVERY.multipliedBy(3));
        miss(1);
        house.pass(EVERY.multipliedBy(2));
        assertThat(unknown()).isEmpty();

        miss(2);
        house.pass(EVERY.multipliedBy(2));

        assertThat(unknown())
                .singleElement()
                .satisfies(gap -> assertThat(
                                Duration.between(gap.began(), gap.ended().orElseThrow()))
                        .isEqualTo(EVERY.multipliedBy(2)));
    }

    /// So many slots in a row pass in which our own side cannot look at the shop.
    private void miss(int slots) {
        house.answers.put("shop", "unsure");
        house.pass(EVERY.multipliedBy(slots));
        house.answers.put("shop", "up");
    }

    private List<VerdictInterval> unknown() {
        return house.intervals().stream()
                .filter(interval -> house.monitors
                        .definition(interval.monitorId())
                        .orElseThrow()
                        .name()
                        .equals("shop"))
                .filter(interval -> interval.verdict() == Verdict.UNKNOWN)
                .filter(interval -> interval.began().isAfter(START.plus(EVERY)))
                .toList();
    }

    @Test
    void a_monitor_that_leaves_the_settings_is_retired_and_starts_unknown_when_it_comes_back() {
        house.pass(EVERY.multipliedBy(2));

        house.monitors.apply(List.of(monitor("blog"), monitor("api")));
        assertThat(house.retired).hasSize(1);
        house.pass(EVERY);
        house.monitors.apply(List.of(monitor("shop"), monitor("blog"), monitor("api")));

        assertThat(house.standing("shop").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(house.standing("blog").verdict()).isEqualTo(Verdict.UP);
        house.pass(EVERY.plusSeconds(6));
        assertThat(house.standing("shop").verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void a_lost_recheck_of_a_dead_node_is_made_good_by_the_next_round() {
        house.pass(EVERY.multipliedBy(2));
        house.answers.put("shop", "down");
        while (house.standing("shop").answering().good()) {
            house.pass(Duration.ofMillis(250));
        }
        var other = house.rounds(UUID.randomUUID(), (when, task) -> house.looked.add("again"));
        house.looked.clear();

        house.clock.advance(Duration.ofSeconds(11));
        for (var shard = 0; shard < WatchedHouse.SHARDS; shard++) {
            other.walk(shard);
        }

        assertThat(house.looked).contains("again");
    }
}
