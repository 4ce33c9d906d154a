package dev.tocsin.incidents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void a_message_that_was_put_off_waits_longer_each_time_and_two_minutes_in_the_end() {
        assertThat(List.of(after(1), after(2), after(3), after(4), after(5), after(720)))
                .isEqualTo(List.of(seconds(2), seconds(5), seconds(15), seconds(45), seconds(120), seconds(120)));
    }

    @Property(tries = 300)
    void each_wait_is_a_fifth_shorter_or_longer_at_most(
            @ForAll @IntRange(min = 1, max = 1_000) int attempt, @ForAll @DoubleRange(min = 0, max = 1) double chance) {
        var usual = after(attempt);
        var fifth = usual.dividedBy(5);

        assertThat(Backoff.after(attempt, chance)).isBetween(usual.minus(fifth), usual.plus(fifth));
    }

    @Property(tries = 200)
    void no_chance_makes_a_later_try_come_sooner_than_an_earlier_one(
            @ForAll @IntRange(min = 1, max = 4) int attempt,
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double other) {
        assertThat(Backoff.after(attempt + 1, other)).isGreaterThan(Backoff.after(attempt, one));
    }

    private static Duration after(int attempt) {
        return Backoff.after(attempt, 0.5);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
