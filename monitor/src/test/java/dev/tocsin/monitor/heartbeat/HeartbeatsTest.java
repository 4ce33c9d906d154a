package dev.tocsin.monitor.heartbeat;

import static dev.tocsin.monitor.heartbeat.Jobs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.VerdictChange;
import dev.tocsin.monitor.VerdictInterval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String BACKUP = "{ name: backup, heartbeat: { every: 10m, grace: 1m } }";
    private static final String REPORT = "{ name: report, heartbeat: { every: 10m, grace: 1m } }";

    private final CalledHouse house = new CalledHouse(BACKUP, REPORT);

    @AfterEach
    void drop() {
        house.close();
    }

    @Test
    void a_job_that_has_never_called_is_unknown_and_pages_nobody() {
        house.pass(Duration.ofMinutes(15));

        assertThat(house.changes).isEmpty();
        assertThat(house.state("backup").standing().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void a_first_success_makes_it_up_at_once() {
        house.pass(Duration.ofMinutes(2));
        var called = house.clock.instant();

        assertThat(house.call("backup", "")).isEqualTo(Calls.Answer.TAKEN);
        house.pass(SOON);

        assertThat(house.changes).singleElement().satisfies(change -> {
            assertThat(change.monitor().name()).isEqualTo("backup");
            assertThat(change.after()).isEqualTo(Verdict.UP);
            assertThat(change.since()).isEqualTo(called);
        });
    }

    @Test
    void a_call_that_does_not_come_makes_it_down_within_a_second_of_the_end_of_its_grace_also_with_two_confirmations() {
        house.call("backup", "");
        var late = house.clock.instant().plus(Duration.ofMinutes(11));
        house.pass(Duration.ofMinutes(11).minusSeconds(1));
        assertThat(house.changes).extracting(VerdictChange::after).containsExactly(Verdict.UP);

        house.pass(SOON.multipliedBy(2));

        var down = house.changes.getLast();
        assertThat(down.after()).isEqualTo(Verdict.DOWN);
        assertThat(down.since()).isEqualTo(late);
        assertThat(down.confirmedAt()).isBetween(late, late.plus(SOON));
        assertThat(down.seen().reason()).isEqualTo("no call since 12:00, expected by 12:10 plus 1m grace, UTC");
    }

    @Test
    void a_failure_makes_it_down_at_once_and_a_success_up_at_once() {
        house.call("backup", "");
        house.pass(Duration.ofMinutes(2));
        house.call("backup", "3", Optional.of("disk full\nand more"));
        var failed = house.clock.instant();
        house.pass(SOON);

        assertThat(house.changes.getLast().after()).isEqualTo(Verdict.DOWN);
        assertThat(house.changes.getLast().since()).isEqualTo(failed);
        assertThat(house.changes.getLast().seen().reason())
                .isEqualTo("ended with exit code 3 at 12:02, UTC: disk full");

        house.pass(Duration.ofMinutes(1));
        house.call("backup", "0");
        var mended = house.clock.instant();
        house.pass(SOON);

        assertThat(house.changes.getLast().after()).isEqualTo(Verdict.UP);
        assertThat(house.intervals().stream()
                        .filter(interval -> interval.monitorId().equals(house.id("backup")))
                        .filter(interval -> interval.verdict() == Verdict.DOWN))
                .containsExactly(new VerdictInterval(house.id("backup"), failed, Optional.of(mended), Verdict.DOWN));
    }

    @Test
    void a_wake_that_is_lost_costs_one_interval_and_not_the_verdict() {
        house.call("backup", "fail");

        house.passUnswept(Duration.ofSeconds(61));

        assertThat(house.changes).extracting(VerdictChange::after).containsExactly(Verdict.DOWN);
        assertThat(house.changes.getFirst().since()).isEqualTo(NOON);
    }

    @Test
    void a_restart_pages_nobody_for_calls_that_may_have_come_meanwhile() {
        house.call("backup", "");
        house.pass(Duration.ofMinutes(8));
        house.restartAfter(Duration.ofMinutes(5));
        var back = house.clock.instant();
        house.pass(Duration.ofMinutes(10));

        assertThat(house.changes).extracting(VerdictChange::after).containsExactly(Verdict.UP, Verdict.UNKNOWN);

        house.pass(Duration.ofMinutes(2));

        assertThat(house.changes.getLast().after()).isEqualTo(Verdict.DOWN);
        assertThat(house.changes.getLast().since()).isEqualTo(back.plus(Duration.ofMinutes(11)));
    }

    @Test
    void a_restart_long_before_a_call_is_due_excuses_nothing() {
        house.call("backup", "");
        house.pass(Duration.ofMinutes(2));
        house.restartAfter(Duration.ofMinutes(5));

        house.pass(Duration.ofMinutes(5));

        assertThat(house.changes.getLast().after()).isEqualTo(Verdict.DOWN);
        assertThat(house.changes.getLast().since()).isEqualTo(NOON.plus(Duration.ofMinutes(11)));
    }

    @Test
    void while_another_node_is_there_a_restart_excuses_nothing() {
        var other = new Attendance(house.database(), house.clock);
        house.call("backup", "");
        house.pass(Duration.ofMinutes(8));
        other.noteDue();
        house.pass(Duration.ofSeconds(5));
        for (var n = 0; n < 20; n++) {
            house.clock.advance(Duration.ofSeconds(10));
            other.noteDue();
        }
        house.restartAfter(Duration.ZERO);

        house.pass(Duration.ofSeconds(2));

        assertThat(house.changes.getLast().after()).isEqualTo(Verdict.DOWN);
    }

    @Test
    void what_was_down_before_a_restart_is_down_after_it() {
        house.call("backup", "fail");
        house.pass(SOON);
        house.restartAfter(Duration.ofMinutes(1));

        house.pass(Duration.ofMinutes(2));

        assertThat(house.changes).extracting(VerdictChange::after).containsExactly(Verdict.DOWN);
        assertThat(house.state("backup").standing().since()).isEqualTo(NOON);
    }

    @Test
    void an_address_stays_the_same_over_reloads_and_restarts_and_is_each_jobs_own() {
        var token = house.token("backup");

        house.apply(BACKUP, REPORT);
        house.restartAfter(Duration.ofDays(1));

        assertThat(house.token("backup")).isEqualTo(token);
        assertThat(token.reveal())
                .hasSizeGreaterThanOrEqualTo(22)
                .isNotEqualTo(house.token("report").reveal());
        assertThat(house.addresses())
                .hasEntrySatisfying(
                        "backup",
                        address -> assertThat(address.orElseThrow().reveal())
                                .isEqualTo("https://status.example.com/heartbeat/" + token.reveal()));
    }

    @Test
    void the_address_of_a_job_that_left_the_settings_is_nobodys_and_it_begins_anew_when_it_comes_back() {
        var token = house.token("backup");
        house.call("backup", "");
        house.pass(SOON);
        house.apply(REPORT);

        assertThat(house.calls().take(token, Signal.SUCCESS, Optional.empty(), Optional.empty()))
                .isEqualTo(Calls.Answer.UNKNOWN);
        house.pass(Duration.ofMinutes(20));
        house.apply(BACKUP, REPORT);
        house.pass(Duration.ofMinutes(2));

        assertThat(house.changes).extracting(VerdictChange::after).containsExactly(Verdict.UP);
        assertThat(house.token("backup")).isEqualTo(token);
        assertThat(house.call("backup", "")).isEqualTo(Calls.Answer.TAKEN);
    }

    @Test
    void only_a_hash_of_a_token_is_kept_and_two_jobs_may_change_theirs_in_one_reload() {
        var one = "{ name: backup, heartbeat: { every: 10m, grace: 1m, token: made-here-number-one } }";
        var two = "{ name: report, heartbeat: { every: 10m, grace: 1m, token: made-here-number-two } }";
        house.apply(one, two);
        house.apply(one.replace("one", "two"), two.replace("two", "one"));

        assertThat(house.token("backup").reveal()).isEqualTo("made-here-number-two");
        house.call("backup", "fail");
        house.pass(SOON);

        assertThat(house.changes).extracting(change -> change.monitor().name()).containsExactly("backup");
        assertThat(texts("select cast(heartbeat as text) from heartbeat"))
                .hasSize(2)
                .noneMatch(row -> row.contains("made-here"));
    }

    @Test
    void a_hundred_calls_are_kept_and_old_ones_go_but_for_the_last_ten() {
        for (var n = 0; n < 105; n++) {
            house.call("backup", n % 2 == 0 ? "start" : "");
            house.clock.advance(Duration.ofSeconds(2));
        }
        assertThat(last("backup")).hasSize(100);
        assertThat(last("backup").get(1).took()).contains(Duration.ofSeconds(2));

        house.clock.advance(Duration.ofDays(30));
        house.call("backup", "");
        house.heartbeats().dropOld(Duration.ofDays(14));

        assertThat(last("backup")).hasSize(10);
        house.apply(REPORT);
        house.clock.advance(Duration.ofDays(15));
        house.heartbeats().dropOld(Duration.ofDays(14));
        assertThat(texts("select signal from heartbeat_call")).isEmpty();
    }

    @Test
    void who_tries_addresses_keeps_the_database_from_nothing() {
        var stranger = new Secret("somebody-guesses-this");
        var answers = new ArrayList<Calls.Answer>();
        for (var n = 0; n < 1_000; n++) {
            answers.add(house.calls().take(stranger, Signal.SUCCESS, Optional.empty(), Optional.empty()));
        }

        assertThat(answers.stream().filter(Calls.Answer.UNKNOWN::equals)).hasSize(200);
        assertThat(answers.stream().filter(Calls.Answer.TOO_MANY::equals)).hasSize(800);
        assertThat(house.call("backup", "")).isEqualTo(Calls.Answer.TAKEN);
        house.clock.advance(SOON);
        assertThat(house.calls().take(stranger, Signal.SUCCESS, Optional.empty(), Optional.empty()))
                .isEqualTo(Calls.Answer.UNKNOWN);
    }

    @Test
    void a_call_that_cannot_be_kept_is_told_so_and_held_against_no_job() {
        house.call("backup", "");
        house.pass(Duration.ofMinutes(9).plusSeconds(58));
        var away = Database.open(house.postgres.settings());
        away.close();
        var calls = new Calls(away, house.heartbeats(), house.attendance(), house.clock);

        assertThat(calls.take(house.token("backup"), Signal.SUCCESS, Optional.empty(), Optional.empty()))
                .isEqualTo(Calls.Answer.NOT_NOW);
        house.pass(Duration.ofMinutes(5));

        assertThat(house.changes).extracting(VerdictChange::after).doesNotContain(Verdict.DOWN);
    }

    @Test
    void while_our_own_network_is_down_nobody_calls_in_vain() {
        house.call("backup", "");
        house.pass(Duration.ofMinutes(9));
        house.attendance().cutOff();
        house.pass(Duration.ofSeconds(30));
        house.attendance().reachable();

        house.pass(Duration.ofMinutes(5));

        assertThat(house.changes).extracting(VerdictChange::after).doesNotContain(Verdict.DOWN);
    }

    @Test
    void a_new_rhythm_accuses_nobody_of_the_past() {
        house.call("backup", "");
        house.pass(Duration.ofMinutes(5));

        house.apply("{ name: backup, heartbeat: { every: 1m, grace: 1m } }", REPORT);
        house.pass(Duration.ofSeconds(118));
        assertThat(house.changes).extracting(VerdictChange::after).containsExactly(Verdict.UP);
        house.pass(Duration.ofSeconds(3));

        assertThat(house.changes.getLast().after()).isEqualTo(Verdict.DOWN);
    }

    private List<String> texts(String sql) {
        return house.database()
                .transact(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private List<Calls.Timed> last(String name) {
        var id = house.id(name);
        return house.database()
                .transact(handle -> house.calls().last(handle, id))
                .orElseThrow();
    }
}
