package dev.tocsin.incidents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BucketLawsTest {
    private static final Instant START = Instant.parse("2026-03-04T14:05:00Z");

    @Test
    void ten_a_second_are_ten_now_and_ten_more_a_second_later() {
        var first = Bucket.full(10, START).take(64, START);
        var again = first.after().take(64, START.plusMillis(500));
        var later = again.after().take(64, START.plusMillis(1_500));

        assertThat(first.messages()).isEqualTo(10);
        assertThat(again.messages()).isEqualTo(5);
        assertThat(later.messages()).isEqualTo(10);
    }

    @Test
    void an_hour_of_rest_gives_no_more_than_a_second_of_it() {
        var rested = Bucket.full(10, START).take(10, START).after();

        assertThat(rested.take(64, START.plusSeconds(3_600)).messages()).isEqualTo(10);
    }

    @Test
    void what_was_not_used_can_be_taken_at_once() {
        var bucket = Bucket.full(10, START).take(10, START).after().giveBack(4);

        assertThat(bucket.take(64, START).messages()).isEqualTo(4);
    }

    @Test
    void what_could_not_wait_is_paid_back_by_those_after_it() {
        var bucket = Bucket.full(1, START).take(1, START).after().overdrawn(START);

        assertThat(bucket.take(1, START.plusSeconds(1)).messages()).isZero();
        assertThat(bucket.take(1, START.plusSeconds(2)).messages()).isEqualTo(1);
    }

    @Property(tries = 500)
    void never_more_leave_than_the_rate_allows_and_a_second_of_rest(
            @ForAll @IntRange(min = 1, max = 1_000) int rate,
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 3_000) Integer> pauses) {
        var bucket = Bucket.full(rate, START);
        var now = START;
        var sent = 0L;
        for (var pause : pauses) {
            now = now.plusMillis(pause);
            var grant = bucket.take(1_000, now);
            bucket = grant.after();
            sent += grant.messages();
        }

        var seconds = (now.toEpochMilli() - START.toEpochMilli()) / 1_000.0;
        assertThat((double) sent).isLessThanOrEqualTo(rate * (seconds + 1) + 0.001);
    }

    @Property(tries = 300)
    void whoever_asks_each_second_gets_the_whole_rate(
            @ForAll @IntRange(min = 1, max = 1_000) int rate, @ForAll @IntRange(min = 1, max = 50) int seconds) {
        var bucket = Bucket.full(rate, START);
        var sent = 0L;
        for (var second = 0; second < seconds; second++) {
            var grant = bucket.take(5_000, START.plusSeconds(second));
            bucket = grant.after();
            sent += grant.messages();
        }

        assertThat(sent).isEqualTo((long) rate * seconds);
    }

    @Property(tries = 300)
    void a_clock_that_goes_back_gives_nothing_for_free(
            @ForAll @IntRange(min = 1, max = 100) int rate, @ForAll @IntRange(min = 1, max = 100_000) int back) {
        var empty = Bucket.full(rate, START).take(rate, START).after();

        assertThat(empty.take(1, START.minusMillis(back)).messages()).isZero();
    }
}
