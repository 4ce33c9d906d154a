package dev.tocsin.monitor;

import static dev.tocsin.monitor.WatchedHouse.EVERY;
import static dev.tocsin.monitor.WatchedHouse.monitor;
import static dev.tocsin.monitor.WatchedHouse.site;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What we say when it is our own eyes that fail, and when nobody looks.
class SightTest {
    private final WatchedHouse house = new WatchedHouse(monitor("shop"), monitor("blog"), monitor("api"));

    @AfterEach
    void drop() {
        house.close();
    }

    @Test
    void when_the_references_fail_too_nothing_goes_down_and_it_is_said_once() {
        house.references.add(site("one"));
        house.references.add(site("two"));
        house.pass(EVERY.multipliedBy(2));
        for (var name : new String[] {"shop", "blog", "api", "one", "two"}) {
            house.answers.put(name, "down");
        }

        house.pass(EVERY.multipliedBy(4));

        assertThat(house.changes).extracting(VerdictChange::after).doesNotContain(Verdict.DOWN);
        assertThat(house.sight)
                .singleElement()
                .satisfies(said -> assertThat(said).startsWith("lost: none of the 2 references answers either"));
        assertThat(house.standing("shop").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void sight_comes_back_by_itself_and_looks_count_again() {
        house.references.add(site("one"));
        house.pass(EVERY.multipliedBy(2));
        house.answers.put("shop", "down");
        house.answers.put("one", "down");
        house.pass(EVERY.multipliedBy(2));

        house.answers.put("one", "up");
        house.pass(EVERY.multipliedBy(2));

        assertThat(house.sight).hasSize(2).last().isEqualTo("regained");
        assertThat(house.standing("shop").verdict()).isEqualTo(Verdict.DOWN);
    }

    @Test
    void looks_are_not_lost_when_nobody_can_be_told_that_we_are_blind() {
        house.references.add(site("one"));
        house.pass(EVERY.multipliedBy(2));
        house.deaf = true;
        house.answers.put("shop", "down");
        house.answers.put("one", "down");
        house.pass(EVERY);

        house.deaf = false;
        house.pass(EVERY);

        assertThat(house.sight)
                .singleElement()
                .satisfies(said -> assertThat(said).startsWith("lost"));
        assertThat(house.standing("blog").verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void one_reference_that_answers_is_enough_to_believe_our_eyes() {
        house.references.add(site("one"));
        house.references.add(site("two"));
        house.pass(EVERY.multipliedBy(2));
        house.answers.put("shop", "down");
        house.answers.put("two", "down");

        house.pass(EVERY.multipliedBy(2));

        assertThat(house.standing("shop").verdict()).isEqualTo(Verdict.DOWN);
        assertThat(house.sight).isEmpty();
    }

    @Test
    void a_verdict_nobody_looks_after_becomes_unknown_from_the_first_missed_slot() {
        house.pass(EVERY.multipliedBy(3));
        var seen = house.clock.instant();
        house.changes.clear();

        house.sleep(EVERY.multipliedBy(4));
        for (var shard = 0; shard < WatchedHouse.SHARDS; shard++) {
            house.rounds.walk(shard);
        }

        assertThat(house.changes).hasSize(3).allSatisfy(change -> {
            assertThat(change.after()).isEqualTo(Verdict.UNKNOWN);
            assertThat(change.since()).isBetween(seen, seen.plus(EVERY));
        });
    }

    @Test
    void a_clock_set_back_by_an_hour_stops_no_looking() {
        house.pass(EVERY.multipliedBy(3));
        house.answers.put("shop", "down");

        house.clock.advance(Duration.ofHours(-1));
        house.sleep(Duration.ZERO);
        house.pass(EVERY.multipliedBy(3));

        assertThat(house.standing("shop").verdict()).isEqualTo(Verdict.DOWN);
    }

    @Test
    void a_target_that_goes_up_and_down_without_end_is_called_flapping() {
        house.pass(EVERY.multipliedBy(2));
        for (var turn = 0; turn < 4; turn++) {
            house.answers.put("shop", "down");
            house.pass(EVERY.multipliedBy(2));
            house.answers.put("shop", "up");
            house.pass(EVERY.multipliedBy(2));
        }

        var ofShop = house.changes.stream()
                .filter(change -> change.monitor().name().equals("shop"))
                .toList();
        assertThat(ofShop.getFirst().flapping()).isFalse();
        assertThat(ofShop.getLast().flapping()).isTrue();
    }
}
