package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final Instant BIRTH = Instant.parse("2026-03-01T12:00:00Z");
    private static final Confirmation TWICE = new Confirmation(2, 2, Duration.ofSeconds(5));

    @Test
    void nothing_is_known_of_a_target_that_nobody_looked_at() {
        var standing = Standing.unknown(BIRTH);

        assertThat(standing.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(standing.unconfirmed()).isFalse();
    }

    @Test
    void one_failure_takes_no_target_down_but_is_worth_another_look() {
        var standing = after("++-");

        assertThat(standing.verdict()).isEqualTo(Verdict.UP);
        assertThat(standing.unconfirmed()).isTrue();
    }

    @Test
    void a_target_is_down_since_the_first_failure_of_the_run_that_confirmed_it() {
        var standing = after("++-+--");

        assertThat(standing.verdict()).isEqualTo(Verdict.DOWN);
        assertThat(standing.since()).isEqualTo(lookAt(4));
    }

    @Test
    void more_failures_do_not_move_the_start_of_an_outage() {
        assertThat(after("++-----").since()).isEqualTo(lookAt(2));
    }

    @Test
    void one_pass_does_not_end_an_outage() {
        var standing = after("--+");

        assertThat(standing.verdict()).isEqualTo(Verdict.DOWN);
        assertThat(standing.unconfirmed()).isTrue();
    }

    @Test
    void an_outage_ends_with_the_first_pass_of_the_run_that_confirmed_it() {
        var standing = after("--+-++");

        assertThat(standing.verdict()).isEqualTo(Verdict.UP);
        assertThat(standing.since()).isEqualTo(lookAt(4));
    }

    @Test
    void an_inconclusive_look_neither_counts_nor_breaks_a_run() {
        var standing = after("++-?-");

        assertThat(standing.verdict()).isEqualTo(Verdict.DOWN);
        assertThat(standing.since()).isEqualTo(lookAt(2));
    }

    @Test
    void a_target_that_answers_too_slowly_twice_is_degraded_since_the_first_slow_answer() {
        var standing = after("++ss");

        assertThat(standing.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(standing.since()).isEqualTo(lookAt(2));
        assertThat(standing.unconfirmed()).isFalse();
    }

    @Test
    void a_target_that_answers_again_but_slowly_is_no_longer_down() {
        var standing = after("--ss");

        assertThat(standing.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(standing.since()).isEqualTo(lookAt(2));
    }

    @Test
    void a_target_now_slow_now_silent_is_not_called_up() {
        var standing = after("++s-s-");

        assertThat(standing.verdict()).isEqualTo(Verdict.DEGRADED);
    }

    @Test
    void a_new_target_that_is_slow_every_other_time_does_not_stay_unknown_for_ever() {
        var standing = after("+s+s");

        assertThat(standing.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(standing.since()).isEqualTo(lookAt(0));
    }

    @Test
    void a_confirmation_by_no_look_at_all_is_refused() {
        assertThatThrownBy(() -> new Confirmation(0, 1, Duration.ofSeconds(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }

    /// The standing after looks ten seconds apart: `+` passed, `s` passed slowly, `-` failed, `?` inconclusive.
    private static Standing after(String looks) {
        var standing = Standing.unknown(BIRTH);
        for (var i = 0; i < looks.length(); i++) {
            standing = standing.after(seen(looks.charAt(i), i), TWICE);
        }
        return standing;
    }

    private static Observation seen(char sign, int index) {
        var evidence = Evidence.none(lookAt(index));
        return List.of(
                        new Observation.Passed(evidence, false, "200 in 80 ms"),
                        new Observation.Passed(evidence, true, "200 in 3 s"),
                        new Observation.Failed(evidence, "connect refused"),
                        new Observation.Inconclusive(evidence, "no route"))
                .get("+s-?".indexOf(sign));
    }

    private static Instant lookAt(int index) {
        return BIRTH.plusSeconds(10L * (index + 1));
    }
}
