package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ClaimTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @Test
    void a_slot_ahead_is_looked_at_and_nothing_is_missed() {
        var plan = claim(NOON.plusSeconds(7), 30).plan(NOON, NOON.plusSeconds(10));

        assertThat(plan).isEqualTo(new Claim.Plan(List.of(NOON.plusSeconds(7)), 0, false));
    }

    @Test
    void a_short_interval_has_several_slots_in_one_round() {
        var plan = claim(NOON.plusSeconds(1), 5).plan(NOON, NOON.plusSeconds(10));

        assertThat(plan.instants()).containsExactly(NOON.plusSeconds(1), NOON.plusSeconds(6));
    }

    @Test
    void the_slot_at_the_horizon_belongs_to_the_next_round() {
        var plan = claim(NOON, 10).plan(NOON, NOON.plusSeconds(10));

        assertThat(plan.instants()).containsExactly(NOON);
    }

    @Test
    void the_slot_of_this_very_instant_is_not_over() {
        var plan = claim(NOON.minusSeconds(20), 10).plan(NOON, NOON.plusSeconds(10));

        assertThat(plan).isEqualTo(new Claim.Plan(List.of(NOON), 2, false));
    }

    @Test
    void what_nobody_looked_at_in_time_is_made_good_soon_when_the_next_slot_is_far() {
        var plan = claim(NOON.minusSeconds(1), 3_600).plan(NOON, NOON.plusSeconds(10));

        assertThat(plan).isEqualTo(new Claim.Plan(List.of(), 1, true));
    }

    @Test
    void what_was_missed_is_made_good_also_when_its_next_slot_is_in_this_round() {
        var plan = claim(NOON.minusSeconds(1), 10).plan(NOON, NOON.plusSeconds(10));

        assertThat(plan).isEqualTo(new Claim.Plan(List.of(NOON.plusSeconds(9)), 1, true));
    }

    @Test
    void a_monitor_that_was_just_made_has_missed_nothing() {
        var claim = new Claim(new MonitorId(1), NOON.minusSeconds(1), Duration.ofHours(1), false);

        assertThat(claim.plan(NOON, NOON.plusSeconds(10))).isEqualTo(new Claim.Plan(List.of(), 0, true));
    }

    @Test
    void where_the_next_slot_is_at_hand_nothing_is_made_good() {
        var plan = claim(NOON.minusSeconds(4), 5).plan(NOON, NOON.plusSeconds(10));

        assertThat(plan.late()).isFalse();
        assertThat(plan.instants()).containsExactly(NOON.plusSeconds(1), NOON.plusSeconds(6));
    }

    @Property(tries = 300)
    void rounds_that_follow_each_other_lose_no_slot_and_double_none(
            @ForAll @IntRange(min = 5, max = 120) int every,
            @ForAll @IntRange(min = 0, max = 119) int phase,
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 40_000) Integer> pauses) {
        var interval = Duration.ofSeconds(every);
        var first = NOON.plusSeconds(phase % every);
        var due = first;
        var now = NOON;
        var looked = new ArrayList<Instant>();
        var missed = 0L;
        for (var pause : pauses) {
            now = now.plusMillis(pause);
            var horizon = now.plus(TEN_SECONDS);
            if (due.isBefore(horizon)) {
                var plan = new Claim(new MonitorId(1), due, interval, true).plan(now, horizon);
                assertThat(plan.instants()).allMatch(between(now, horizon)::contains);
                looked.addAll(plan.instants());
                missed += plan.missed();
                due = firstSlotFrom(horizon, due, interval);
            }
        }

        assertThat(looked).doesNotHaveDuplicates().isSorted();
        assertThat(looked.size() + missed)
                .isEqualTo(Duration.between(first, due).dividedBy(interval));
        assertThat(looked).allMatch(slot -> Duration.between(first, slot).toMillis() % interval.toMillis() == 0);
    }

    @Property(tries = 200)
    void while_rounds_come_in_time_nothing_is_ever_missed(
            @ForAll @IntRange(min = 5, max = 120) int every,
            @ForAll @Size(max = 20) List<@IntRange(min = 4_000, max = 9_999) Integer> pauses) {
        var interval = Duration.ofSeconds(every);
        var due = NOON;
        var now = NOON;
        for (var pause : pauses) {
            var horizon = now.plus(TEN_SECONDS);
            if (due.isBefore(horizon)) {
                var plan = new Claim(new MonitorId(1), due, interval, true).plan(now, horizon);
                assertThat(plan.missed()).isZero();
                assertThat(plan.late()).isFalse();
                due = firstSlotFrom(horizon, due, interval);
            }
            now = now.plusMillis(pause);
        }
    }

    private record Span(Instant from, Instant to) {
        boolean contains(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    private static Span between(Instant from, Instant to) {
        return new Span(from, to);
    }

    /// What the claiming statement does to `next_due_at`.
    private static Instant firstSlotFrom(Instant horizon, Instant due, Duration every) {
        var slot = due;
        while (slot.isBefore(horizon)) {
            slot = slot.plus(every);
        }
        return slot;
    }

    private static Claim claim(Instant due, int everySeconds) {
        return new Claim(new MonitorId(1), due, Duration.ofSeconds(everySeconds), true);
    }
}
