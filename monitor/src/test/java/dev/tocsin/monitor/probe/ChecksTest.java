package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Evidence.Check;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.HttpExpectation.StatusRange;
import dev.tocsin.monitor.Regex;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecksTest {

    private static final Duration QUICK = Duration.ofMillis(120);
    private static final Answer SHOP = new Answer(200, "Welcome. Add to basket!", false, QUICK);

    private static Checks.Result judge(HttpExpectation expected, Answer answer) {
        return Checks.of(expected, answer, Deadline.after(Duration.ofSeconds(5)));
    }

    private static HttpExpectation expecting(List<StatusRange> status, Optional<Duration> within, boolean slowIsDown) {
        return new HttpExpectation(status, List.of(), List.of(), List.of(), within, slowIsDown);
    }

    @Test
    void with_nothing_said_about_the_status_an_answer_must_be_a_success() {
        var nothing = expecting(List.of(), Optional.empty(), false);

        assertThat(judge(nothing, SHOP).complaints()).isEmpty();
        assertThat(judge(nothing, new Answer(301, "", false, QUICK)).complaints())
                .containsExactly("status 301, expected 200-299");
    }

    @Test
    void each_expectation_gets_its_own_check() {
        var expected = new HttpExpectation(
                List.of(new StatusRange(200, 200)),
                List.of("basket", "missing"),
                List.of(Regex.parse("Add to (\\w+)")),
                List.of("Error"),
                Optional.of(Duration.ofSeconds(2)),
                false);

        assertThat(judge(expected, SHOP).checks())
                .containsExactly(
                        new Check("status", true, "200", "200"),
                        new Check("contains", true, "\"basket\"", "\"basket\""),
                        new Check("contains", false, "\"missing\"", "not found"),
                        new Check("matches", true, "/Add to (\\w+)/", "\"Add to basket\""),
                        new Check("absent", true, "no \"Error\"", "not found"),
                        new Check("within", true, "2 s", "120 ms"));
    }

    @Test
    void exactly_on_the_limit_is_still_in_time() {
        assertThat(judge(expecting(List.of(), Optional.of(QUICK), false), SHOP).slow())
                .isFalse();
        assertThat(judge(expecting(List.of(), Optional.of(QUICK.minusNanos(1)), false), SHOP)
                        .slow())
                .isTrue();
    }

    @Test
    void slow_is_a_complaint_only_where_slow_is_down() {
        var limit = Optional.of(Duration.ofMillis(100));

        assertThat(judge(expecting(List.of(), limit, false), SHOP).complaints()).isEmpty();
        assertThat(judge(expecting(List.of(), limit, true), SHOP).complaints())
                .containsExactly("answered in 120 ms, expected within 100 ms");
    }

    @Test
    void a_cut_body_says_so_without_failing() {
        var cut = judge(expecting(List.of(), Optional.empty(), false), new Answer(200, "", true, QUICK));

        assertThat(cut.complaints()).isEmpty();
        assertThat(cut.checks())
                .contains(new Check("body", true, "1 MiB is read at most", "longer, only its first 1 MiB was read"));
    }

    @Test
    void texts_of_checks_are_cut() {
        var longer = new HttpExpectation(
                List.of(), List.of("x".repeat(5000)), List.of(), List.of(), Optional.empty(), false);

        assertThat(judge(longer, SHOP).checks())
                .allSatisfy(check -> assertThat(check.expected().length()).isLessThanOrEqualTo(202));
    }
}
