package dev.tocsin.monitor.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void a_schedule_is_read_in_its_zone() {
        assertThat(times("0 3 * * *", "2026-07-01T12:00:00Z", 2))
                .containsExactly("2026-07-02T01:00:00Z", "2026-07-03T01:00:00Z");
        assertThat(times("0 3 * * *", "2026-12-01T12:00:00Z", 1)).containsExactly("2026-12-02T02:00:00Z");
    }

    @Test
    void a_day_of_the_month_and_a_day_of_the_week_are_either_enough() {
        assertThat(times("0 0 13 * fri", "2026-03-01T00:00:00Z", 3))
                .containsExactly("2026-03-05T23:00:00Z", "2026-03-12T23:00:00Z", "2026-03-19T23:00:00Z");
        assertThat(times("0 0 10 * 7", "2026-03-07T00:00:00Z", 2))
                .containsExactly("2026-03-07T23:00:00Z", "2026-03-09T23:00:00Z");
    }

    @Test
    void of_two_days_both_must_fit_where_one_begins_with_a_star() {
        assertThat(times("0 0 1 * */2", "2026-03-01T12:00:00Z", 2))
                .containsExactly("2026-07-31T22:00:00Z", "2026-08-31T22:00:00Z");
    }

    @Test
    void a_call_some_seconds_before_its_time_is_that_one() {
        assertThat(times("0 3 * * *", "2026-07-01T00:59:55Z", 1)).containsExactly("2026-07-02T01:00:00Z");
        assertThat(times("0 3 * * *", "2026-07-01T00:59:45Z", 1)).containsExactly("2026-07-01T01:00:00Z");
    }

    /// On 29 March 2026 the clocks in Berlin go from 02:00 to 03:00, at 01:00 UTC.
    @Test
    void a_time_that_the_clocks_jump_over_is_due_when_they_jump_or_at_the_latest_as_without_the_jump() {
        var due = Cron.parse("30 2 * * *", BERLIN).next(Instant.parse("2026-03-28T01:31:00Z"));

        assertThat(due).isEqualTo(due("2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"));
    }

    @Test
    void a_job_that_ran_as_the_clocks_jumped_is_next_due_the_day_after() {
        assertThat(times("30 2 * * *", "2026-03-29T01:00:04Z", 1)).containsExactly("2026-03-30T00:30:00Z");
    }

    @Test
    void each_hour_and_each_quarter_go_on_over_the_jump_as_time_does() {
        assertThat(times("0 * * * *", "2026-03-28T23:30:00Z", 3))
                .containsExactly("2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z");
        assertThat(times("45 * * * *", "2026-03-29T00:00:00Z", 3))
                .containsExactly("2026-03-29T00:45:00Z", "2026-03-29T01:45:00Z", "2026-03-29T02:45:00Z");
        assertThat(times("*/15 2 * * *", "2026-03-29T00:00:00Z", 1)).containsExactly("2026-03-30T00:00:00Z");
    }

    /// On 25 October 2026 the clocks in Berlin go from 03:00 to 02:00, at 01:00 UTC.
    @Test
    void a_time_that_comes_twice_is_due_the_first_time_alone() {
        assertThat(times("30 2 * * *", "2026-10-24T01:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        assertThat(times("30 2 * * *", "2026-10-25T01:05:00Z", 1)).containsExactly("2026-10-26T01:30:00Z");
    }

    @Test
    void an_hour_that_comes_twice_is_two_for_what_goes_by_the_time_that_passes() {
        assertThat(times("30 * * * *", "2026-10-25T00:00:00Z", 3))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z");
        assertThat(times("*/30 2 * * *", "2026-10-24T12:00:00Z", 4))
                .containsExactly(
                        "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z");
    }

    @Test
    void a_job_once_in_eight_years_is_found() {
        assertThat(times("0 0 29 2 *", "2096-03-01T00:00:00Z", 1)).containsExactly("2104-02-28T23:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''              | minute hour day month weekday
            0 3 * *         | minute hour day month weekday
            0 0 3 * * *     | minute hour day month weekday
            @daily          | minute hour day month weekday
            61 * * * *      | value 61 not in range [0 to 59]
            0 24 * * *      | value 24
            0 0 * * 8       | value 8
            a b c d e       | invalid chars
            0 0 L * *       | invalid chars
            */0 * * * *     | period 0
            0 5-1 * * *     | invalid range
            0 3 30 2 *      | never comes
            0 3 31 4,6 *    | never comes
            """)
    void what_is_no_schedule_is_refused_with_its_cure(String text, String why) {
        assertThatThrownBy(() -> Cron.parse(text, BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining(why)
                .hasMessageContaining(", write ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0  3 * *\t*", " 0 3 * * * ", "0 3 * * *"})
    void spaces_make_no_difference(String text) {
        assertThat(Cron.parse(text, BERLIN)).isEqualTo(Cron.parse("0 3 * * *", BERLIN));
        assertThat(Cron.parse(text, BERLIN)).isNotEqualTo(Cron.parse("0 3 * * *", ZoneId.of("Etc/UTC")));
    }

    @Test
    void a_period_is_counted_from_the_last_time() {
        var every = new Rhythm.Every(Duration.ofHours(1), BERLIN);

        assertThat(every.next(Instant.parse("2026-03-29T00:30:07Z")))
                .isEqualTo(due("2026-03-29T01:30:07Z", "2026-03-29T01:30:07Z"));
        assertThat(every.words()).isEqualTo("every 1h");
    }

    private static List<String> times(String text, String heard, int count) {
        var cron = Cron.parse(text, BERLIN);
        var times = new ArrayList<String>();
        var last = Instant.parse(heard);
        for (var n = 0; n < count; n++) {
            var due = cron.next(last);
            assertThat(due.until()).isEqualTo(due.from());
            times.add(due.from().toString());
            last = due.from();
        }
        return times;
    }

    private static Due due(String from, String until) {
        return new Due(Instant.parse(from), Instant.parse(until));
    }
}
