package dev.tocsin.monitor.heartbeat;

import static dev.tocsin.monitor.heartbeat.Jobs.instant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.heartbeat.Condition.Failing;
import dev.tocsin.monitor.heartbeat.Condition.Unsure;
import dev.tocsin.monitor.heartbeat.Condition.Waiting;
import dev.tocsin.monitor.heartbeat.Condition.Well;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CourseTest {

    @Test
    void a_job_that_has_never_called_is_waited_for_without_end() {
        assertThat(Jobs.hourly().at("2027-11-23T12:00:00Z")).isEqualTo(new Waiting());
        assertThat(Jobs.hourly().courseAt("12:00").turnsAt()).isEmpty();
    }

    @Test
    void one_success_is_enough() {
        assertThat(Jobs.hourly().says("12:00", "").at("12:00")).isEqualTo(new Well(instant("12:00")));
        assertThat(Jobs.hourly().says("12:00", "0").at("13:00")).isEqualTo(new Well(instant("12:00")));
    }

    @Test
    void it_is_late_at_the_moment_at_which_the_grace_is_over() {
        var job = Jobs.hourly().says("12:00", "");

        assertThat(job.courseAt("12:30").turnsAt()).contains(instant("13:05"));
        assertThat(job.at("13:04:59.999")).isInstanceOf(Well.class);
        assertThat(job.at("13:05"))
                .isInstanceOfSatisfying(
                        Failing.class, failing -> assertThat(failing.since()).isEqualTo(instant("13:05")));
        assertThat(job.whyAt("13:05")).isEqualTo("no call since 12:00, expected by 13:00 plus 5m grace, UTC");
    }

    @Test
    void lateness_is_told_in_the_words_and_the_zone_of_the_job() {
        var job = Jobs.nightly().says("2026-11-22T02:04:10Z", "");

        assertThat(job.at("02:29:59")).isInstanceOf(Well.class);
        assertThat(job.whyAt("02:30"))
                .isEqualTo("no call since 22 Nov 03:04, expected by 03:00 plus 30m grace, Europe/Berlin");
    }

    @Test
    void a_call_some_seconds_before_its_time_is_that_one() {
        var job = Jobs.nightly().says("2026-11-22T02:04:10Z", "").says("01:59:57", "");

        assertThat(job.at("12:00")).isInstanceOf(Well.class);
    }

    @Test
    void what_says_that_it_failed_has_failed_at_once_until_it_succeeds() {
        var job = Jobs.hourly().says("12:00", "").says("12:10", "fail", "\n  no space left on device\nmore");

        assertThat(job.at("12:10"))
                .isInstanceOfSatisfying(
                        Failing.class, failing -> assertThat(failing.since()).isEqualTo(instant("12:10")));
        assertThat(job.whyAt("12:10")).isEqualTo("said that it failed at 12:10, UTC: no space left on device");
        assertThat(job.says("12:20", "start").at("12:20")).isInstanceOf(Failing.class);
        assertThat(job.says("12:21", "").at("12:21")).isEqualTo(new Well(instant("12:21")));
    }

    @Test
    void an_exit_code_other_than_0_is_a_failure_and_named() {
        var job = Jobs.hourly().says("12:00", "137");

        assertThat(job.whyAt("12:00")).isEqualTo("ended with exit code 137 at 12:00, UTC");
    }

    @Test
    void a_failure_that_goes_on_in_other_ways_dates_from_its_beginning() {
        var job = Jobs.hourly().says("12:00", "").says("12:10", "1");

        assertThat(job.at("15:00")).isInstanceOfSatisfying(Failing.class, failing -> {
            assertThat(failing.since()).isEqualTo(instant("12:10"));
            assertThat(failing.why()).isInstanceOf(Event.Late.class);
        });
    }

    @Test
    void a_run_that_does_not_end_in_time_has_failed() {
        var job = Jobs.hourly().says("12:00", "").says("12:50", "start");

        assertThat(job.courseAt("12:50").turnsAt()).contains(instant("13:20"));
        assertThat(job.at("13:19:59")).isInstanceOf(Well.class);
        assertThat(job.at("13:20"))
                .isInstanceOfSatisfying(
                        Failing.class, failing -> assertThat(failing.since()).isEqualTo(instant("13:20")));
        assertThat(job.whyAt("13:20")).isEqualTo("started at 12:50 and did not end within 30m, UTC");
        assertThat(job.says("13:40", "").at("13:40")).isEqualTo(new Well(instant("13:40")));
    }

    @Test
    void while_a_run_is_under_way_nothing_else_is_late() {
        var job = Jobs.nightly().says("2026-11-22T02:04:10Z", "").says("02:10", "start");

        assertThat(job.at("03:59")).isInstanceOf(Well.class);
        assertThat(job.says("04:00", "").at("12:00")).isEqualTo(new Well(instant("04:00")));
    }

    @Test
    void a_job_whose_end_we_may_have_missed_does_not_stay_unwatched_for_ever() {
        var job =
                Jobs.hourly(Duration.ofHours(3)).nobodyIsThere("11:59", "12:01").says("12:00", "start");

        assertThat(job.at("15:00")).isInstanceOf(Unsure.class);
        assertThat(job.at("17:00")).isInstanceOf(Failing.class);
    }

    @Test
    void a_run_that_may_take_longer_than_the_period_makes_nothing_late_meanwhile() {
        var job = Jobs.hourly(Duration.ofHours(3)).says("12:00", "").says("12:30", "start");

        assertThat(job.at("15:29")).isEqualTo(new Well(instant("12:00")));
        assertThat(job.whyAt("15:30")).isEqualTo("started at 12:30 and did not end within 3h, UTC");
    }

    @Test
    void a_first_run_that_is_under_way_is_neither_good_nor_bad() {
        var job = Jobs.hourly().says("12:00", "start");

        assertThat(job.at("12:10")).isEqualTo(new Condition.FirstRun());
        assertThat(job.at("12:30")).isInstanceOf(Failing.class);
    }

    @Test
    void overlapping_runs_are_told_apart() {
        var job = Jobs.hourly()
                .says("12:00", "start", Jobs.ONE)
                .says("12:10", "start", Jobs.OTHER)
                .says("12:20", "0", Jobs.OTHER);

        assertThat(job.at("12:29:59")).isEqualTo(new Well(instant("12:20")));
        assertThat(job.whyAt("12:30")).isEqualTo("started at 12:00 and did not end within 30m, UTC");
        assertThat(job.says("12:31", "0", Jobs.ONE).at("12:31")).isEqualTo(new Well(instant("12:31")));
    }

    @Test
    void a_run_that_began_anew_is_not_waited_for_twice() {
        var job = Jobs.hourly().says("12:00", "start").says("12:20", "start").says("12:40", "");

        assertThat(job.at("12:41")).isEqualTo(new Well(instant("12:40")));
    }

    @Test
    void a_call_that_may_have_come_while_nobody_was_there_is_held_against_nobody() {
        var job = Jobs.nightly().says("2026-11-22T02:04:10Z", "").nobodyIsThere("02:03", "02:10");

        assertThat(job.at("02:29")).isInstanceOf(Well.class);
        assertThat(job.courseAt("02:15").turnsAt()).contains(instant("02:30"));
        assertThat(job.at("02:30")).isInstanceOf(Unsure.class);
        assertThat(job.whyAt("12:00"))
                .isEqualTo("no call since 22 Nov 03:04, expected by 03:00 plus 30m grace, but from 03:03 to 03:10"
                        + " we were not there to hear it, Europe/Berlin");
        assertThat(job.at("2026-11-24T02:29:59Z")).isInstanceOf(Unsure.class);
        assertThat(job.at("2026-11-24T02:30:00Z"))
                .isInstanceOfSatisfying(
                        Failing.class,
                        failing -> assertThat(failing.since()).isEqualTo(instant("2026-11-24T02:30:00Z")));
    }

    @Test
    void after_we_were_away_a_period_and_its_grace_are_given_anew() {
        var job = Jobs.hourly().says("12:00", "").nobodyIsThere("12:58", "13:08");

        assertThat(job.at("13:05")).isInstanceOf(Unsure.class);
        assertThat(job.at("14:12:59")).isInstanceOf(Unsure.class);
        assertThat(job.at("14:13")).isInstanceOf(Failing.class);
        assertThat(job.says("14:14", "").at("14:14")).isInstanceOf(Well.class);
    }

    @Test
    void to_have_been_away_at_another_time_excuses_nothing() {
        var job =
                Jobs.hourly().says("12:00", "").nobodyIsThere("12:20", "12:54").nobodyIsThere("13:05", "14:00");

        assertThat(job.at("13:05")).isInstanceOf(Failing.class);
        assertThat(job.at("14:00")).isInstanceOf(Failing.class);
    }

    @Test
    void the_end_of_a_run_may_have_been_told_while_nobody_was_there() {
        var job = Jobs.nightly()
                .says("2026-11-22T02:04:10Z", "")
                .says("02:00", "start")
                .nobodyIsThere("03:00", "03:01");

        assertThat(job.at("03:59")).isInstanceOf(Well.class);
        assertThat(job.whyAt("04:00"))
                .isEqualTo("started at 03:00 and did not end within 2h, but from 04:00 to 04:01 we were not there to"
                        + " hear it, Europe/Berlin");
        assertThat(job.at("04:00")).isInstanceOf(Unsure.class);
    }

    @Test
    void what_we_did_not_hear_does_not_end_a_failure() {
        var job = Jobs.hourly().says("12:00", "fail").nobodyIsThere("12:10", "13:30");

        assertThat(job.at("13:40"))
                .isInstanceOfSatisfying(
                        Failing.class, failing -> assertThat(failing.since()).isEqualTo(instant("12:00")));
    }

    @Test
    void a_new_rhythm_expects_nothing_from_the_time_before_it() {
        var job = Jobs.nightly().says("2026-11-22T02:04:10Z", "").rhythmSince("02:15");

        assertThat(job.at("12:00")).isInstanceOf(Well.class);
        assertThat(job.at("2026-11-24T02:30:00Z")).isInstanceOf(Failing.class);
    }
}
