package dev.tocsin.monitor;

import static dev.tocsin.monitor.WatchedHouse.EVERY;
import static dev.tocsin.monitor.WatchedHouse.START;
import static dev.tocsin.monitor.WatchedHouse.monitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.db.Database;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Looking while the database takes nothing, as with a full disk: every write of looks and claims is refused.
class DatabaseAwayTest {
    private static final List<String> SITES = List.of("shop", "blog", "api");
    private final WatchedHouse house = new WatchedHouse(monitor("shop"), monitor("blog"), monitor("api"));

    @BeforeEach
    void watch() {
        house.pass(EVERY.multipliedBy(2));
        house.looked.clear();
        house.changes.clear();
        house.missed = 0;
    }

    @AfterEach
    void drop() {
        house.close();
    }

    @Test
    void looking_goes_on_and_all_of_it_is_there_afterwards() {
        house.refuseWrites(true);
        house.pass(EVERY.multipliedBy(10));
        assertThat(SITES)
                .allSatisfy(site ->
                        assertThat(Collections.frequency(house.looked, site)).isBetween(9, 11));
        assertThat(house.settling.waiting().orElse(0)).isBetween(25, 35);

        house.refuseWrites(false);
        house.pass(EVERY.multipliedBy(2));

        assertThat(house.settling.waiting()).isEmpty();
        assertThat(looks()).isEqualTo(house.looked.size());
        assertThat(house.lateness).containsOnly(Duration.ZERO);
        assertThat(house.missed).isZero();
        assertThat(house.changes).isEmpty();
        assertThat(house.intervals().stream()
                        .filter(interval -> interval.verdict() == Verdict.UNKNOWN)
                        .filter(interval -> interval.began().isAfter(START.plus(EVERY))))
                .isEmpty();
    }

    @Test
    void what_broke_meanwhile_is_told_at_once_when_the_database_is_back() {
        house.refuseWrites(true);
        house.pass(EVERY);
        house.answers.put("shop", "down");
        var broke = house.clock.instant();
        house.pass(EVERY.multipliedBy(4));

        house.refuseWrites(false);
        house.settling.settleDue();

        assertThat(house.changes).singleElement().satisfies(change -> {
            assertThat(change.after()).isEqualTo(Verdict.DOWN);
            assertThat(change.since()).isBetween(broke, broke.plus(EVERY));
        });
    }

    @Test
    void slots_that_another_node_has_taken_are_left_to_it() {
        var other = house.rounds(UUID.randomUUID(), (when, task) -> {});
        for (var slot = Duration.ZERO; slot.compareTo(EVERY) < 0; slot = slot.plus(Rounds.ROUND)) {
            house.timer.advanceTo(house.clock.instant().plus(Rounds.ROUND));
            house.settling.settleDue();
            walkAll(other);
            house.rounds.lookOn();
        }
        house.looked.clear();

        house.refuseWrites(true);
        house.timer.advanceTo(house.clock.instant().plus(EVERY));
        house.rounds.lookOn();
        house.timer.advanceTo(house.clock.instant().plus(EVERY));

        assertThat(house.looked).isEmpty();
    }

    @Test
    void what_waits_is_bounded() {
        house.refuseWrites(true);
        var seen = new Observation.Failed(Evidence.none(house.clock.instant()), "connect refused");
        var look = new Look(house.monitors.definitions().keySet().iterator().next(), Duration.ZERO, seen);

        Collections.nCopies(60_000, look).forEach(house.settling::add);

        assertThatThrownBy(house.settling::settleDue)
                .satisfies(fault -> assertThat(Database.isUnavailable(fault)).isTrue());
        assertThat(house.settling.waiting().orElseThrow()).isEqualTo(50_000);
    }

    private void walkAll(Rounds rounds) {
        for (var shard = 0; shard < WatchedHouse.SHARDS; shard++) {
            rounds.walk(shard);
        }
    }

    private long looks() {
        return house.postgres
                .database()
                .transact(handle -> handle.createQuery("select count(*) from observation where at > :from")
                        .bind("from", START.plus(EVERY.multipliedBy(2)))
                        .mapTo(Long.class)
                        .one());
    }
}
