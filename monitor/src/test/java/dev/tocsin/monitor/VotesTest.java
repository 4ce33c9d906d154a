package dev.tocsin.monitor;

import static dev.tocsin.monitor.WatchedHouse.EVERY;
import static dev.tocsin.monitor.WatchedHouse.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One target, seen from several places.
class VotesTest {
    private static final Location FRA = new Location("fra");
    private static final Location NYC = new Location("nyc");
    private static final Vantage TWO_OF_THREE = new Vantage(List.of(Location.HERE, FRA, NYC), 2);

    private WatchedHouse house = new WatchedHouse(shop(TWO_OF_THREE), WatchedHouse.monitor("blog"));

    @AfterEach
    void drop() {
        house.close();
    }

    @Test
    void a_target_is_up_once_a_quorum_has_seen_it_up() {
        house.pass(EVERY.multipliedBy(2));
        assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);

        post(FRA, "up");
        post(FRA, "up");

        assertThat(verdict()).isEqualTo(Verdict.UP);
        assertThat(house.standing("blog").verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void what_one_place_alone_sees_makes_nothing_down_and_is_said() {
        allUp();
        house.changes.clear();

        post(FRA, "down");
        post(FRA, "down");

        assertThat(verdict()).isEqualTo(Verdict.UP);
        assertThat(house.changes).isEmpty();
        assertThat(reason()).startsWith("down from fra, up from here and nyc");
    }

    @Test
    void a_quorum_makes_it_down_from_the_first_failing_look_of_the_last_that_was_needed() {
        allUp();
        house.changes.clear();
        post(FRA, "down");
        post(FRA, "down");
        house.pass(Duration.ofSeconds(3));
        var first = post(NYC, "down");
        house.pass(Duration.ofSeconds(3));

        var last = post(NYC, "down");

        assertThat(house.changes).singleElement().satisfies(change -> {
            assertThat(change.after()).isEqualTo(Verdict.DOWN);
            assertThat(change.since()).isEqualTo(first);
            assertThat(change.confirmedAt()).isEqualTo(last);
            assertThat(change.seen().reason()).isEqualTo("down from fra and nyc, up from here: connect refused");
        });
        assertThat(lastInterval().began()).isEqualTo(first);
        assertThat(lastInterval().verdict()).isEqualTo(Verdict.DOWN);
    }

    @Test
    void the_server_is_one_of_the_places_and_looks_again_by_itself() {
        allUp();
        post(FRA, "down");
        post(FRA, "down");
        house.answers.put("shop", "down");
        while (house.looked.lastIndexOf("shop") < 0 || votes().getFirst().verdict() == Verdict.UP) {
            house.pass(Duration.ofSeconds(1));
            post(NYC, "up");
        }

        assertThat(house.again).contains("shop");
        assertThat(verdict()).isEqualTo(Verdict.DOWN);
        assertThat(votes()).extracting(Vote::verdict).containsExactly(Verdict.DOWN, Verdict.DOWN, Verdict.UP);
    }

    @Test
    void where_two_must_agree_and_do_not_it_is_partly_down_and_nobody_is_called() {
        house.close();
        house = new WatchedHouse(shop(new Vantage(List.of(Location.HERE, FRA), 2)));
        house.pass(EVERY.multipliedBy(2));
        post(FRA, "up");
        post(FRA, "up");
        var failing = post(FRA, "down");
        post(FRA, "down");

        assertThat(house.changes).extracting(VerdictChange::after).containsExactly(Verdict.UP, Verdict.PARTIAL);
        assertThat(house.changes.getLast().since()).isEqualTo(failing);
        assertThat(reason()).isEqualTo("down from fra, up from here: connect refused");
    }

    @Test
    void places_that_fall_silent_have_no_say_and_too_few_leave_it_unknown() {
        allUp();
        var last = house.clock.instant();

        house.pass(EVERY.multipliedBy(4));
        house.votes.reviewDue();

        assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(house.standing("shop").since()).isBetween(last, last.plus(EVERY));
        assertThat(reason()).isEqualTo("up from here, nothing known from fra and nyc");
        assertThat(house.standing("blog").verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void one_that_falls_silent_leaves_the_verdict_to_the_quorum_of_the_others() {
        allUp();
        house.changes.clear();

        for (var i = 0; i < 5; i++) {
            house.pass(EVERY);
            post(NYC, "up");
            house.votes.reviewDue();
        }

        assertThat(verdict()).isEqualTo(Verdict.UP);
        assertThat(house.changes).isEmpty();
        assertThat(votes().get(1).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void a_batch_that_is_posted_twice_counts_once() {
        allUp();
        var before = observations(FRA);
        var at = house.clock.instant().plusNanos(123_456_789);
        house.pass(Duration.ofSeconds(1));
        var batch = List.of(look("down", at));

        var first = house.posted.receive(FRA, batch);
        var second = house.posted.receive(FRA, batch);

        assertThat(first).isEqualTo(new PostedLooks.Receipt(1, 0, 0, ""));
        assertThat(second).isEqualTo(new PostedLooks.Receipt(0, 1, 0, ""));
        assertThat(votes().get(1).verdict()).isEqualTo(Verdict.UP);
        assertThat(observations(FRA)).isEqualTo(before + 1);
    }

    @Test
    void an_outage_that_is_over_when_we_hear_of_it_is_recorded_and_calls_nobody() {
        allUp();
        house.changes.clear();
        var cutOff = house.clock.instant();
        house.pass(Duration.ofMinutes(20));
        for (var place : List.of(FRA, NYC)) {
            house.posted.receive(place, looks(cutOff, 30, "down"));
            house.posted.receive(place, looks(cutOff.plus(Duration.ofMinutes(15)), 10, "up"));
        }

        assertThat(house.changes).extracting(VerdictChange::after).doesNotContain(Verdict.DOWN);
        assertThat(verdict()).isEqualTo(Verdict.UP);
        assertThat(observations(FRA)).isEqualTo(42);
        assertThat(intervals())
                .extracting(VerdictInterval::verdict)
                .containsExactly(Verdict.UNKNOWN, Verdict.UP, Verdict.UNKNOWN, Verdict.UP);
        assertThat(lastInterval().began()).isAfter(cutOff.plus(Duration.ofMinutes(15)));
    }

    @Test
    void an_outage_that_lasts_when_we_hear_of_it_counts_from_when_we_could_have_known() {
        allUp();
        house.changes.clear();
        var cutOff = house.clock.instant();
        house.answers.put("shop", "down");
        house.pass(Duration.ofMinutes(20));
        house.votes.reviewDue();

        house.posted.receive(FRA, looks(cutOff, 40, "down"));

        assertThat(verdict()).isEqualTo(Verdict.DOWN);
        assertThat(house.changes.getLast().since())
                .isBetween(house.clock.instant().minusSeconds(75), house.clock.instant());
        assertThat(intervals())
                .filteredOn(interval -> interval.verdict() == Verdict.UNKNOWN
                        && interval.began().isAfter(cutOff))
                .isNotEmpty();
    }

    @Test
    void where_only_others_look_the_server_does_not() {
        house.close();
        house = new WatchedHouse(shop(new Vantage(List.of(FRA), 1)));

        house.pass(EVERY.multipliedBy(2));
        post(FRA, "up");
        post(FRA, "up");

        assertThat(house.looked).isEmpty();
        assertThat(verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void a_monitor_of_the_server_alone_has_no_votes() {
        house.pass(EVERY.multipliedBy(3));

        assertThat(house.posted
                        .receive(FRA, List.of(new PostedLook("blog", Duration.ZERO, failed(START))))
                        .refused())
                .isEqualTo(1);
        int votes = house.postgres
                .database()
                .transact(handle -> handle.createQuery(
                                "select count(*) from vote join monitor on monitor.id = monitor_id where name = 'blog'")
                        .mapTo(Integer.class)
                        .one());
        assertThat(votes).isZero();
    }

    @Test
    void what_cannot_be_taken_in_is_refused_and_holds_nothing_else_back() {
        allUp();
        var now = house.clock.instant();
        house.pass(Duration.ofSeconds(3));

        var receipt = house.posted.receive(
                FRA,
                List.of(
                        look("up", now.plusMillis(1)),
                        new PostedLook(
                                "shop",
                                Duration.ZERO,
                                new Observation.Failed(Evidence.none(now.plusMillis(2)), "nul \u0000 in it")),
                        look("up", now.plusMillis(3)),
                        look("up", now.plus(Duration.ofHours(1))),
                        look("up", now.minus(Duration.ofDays(30))),
                        new PostedLook("nowhere", Duration.ZERO, failed(now))));

        assertThat(receipt.kept()).isEqualTo(2);
        assertThat(receipt.refused()).isEqualTo(4);
        assertThat(receipt.reason()).contains("future");
    }

    @Test
    void other_places_in_the_settings_count_from_then_on_and_rewrite_nothing() {
        house.close();
        house = new WatchedHouse(shop(Vantage.ALONE));
        house.pass(EVERY.multipliedBy(4));
        var alone = intervals();
        house.changes.clear();

        apply(TWO_OF_THREE);
        var changed = house.clock.instant();

        assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(house.standing("shop").since()).isEqualTo(changed);
        assertThat(intervals()).containsAll(alone.subList(0, alone.size() - 1));
        assertThat(votes().getFirst().verdict()).isEqualTo(Verdict.UP);

        post(FRA, "up");
        post(FRA, "up");
        assertThat(verdict()).isEqualTo(Verdict.UP);

        house.pass(EVERY);
        apply(Vantage.ALONE);
        assertThat(verdict()).isEqualTo(Verdict.UP);
        assertThat(house.changes).extracting(VerdictChange::after).containsExactly(Verdict.UNKNOWN, Verdict.UP);
        house.answers.put("shop", "down");
        house.pass(EVERY.plusSeconds(10));
        assertThat(verdict()).isEqualTo(Verdict.DOWN);
    }

    @Test
    void a_smaller_quorum_believes_from_now_on_what_one_place_has_long_said() {
        allUp();
        post(FRA, "down");
        post(FRA, "down");
        house.pass(Duration.ofSeconds(20));

        apply(new Vantage(TWO_OF_THREE.locations(), 1));

        assertThat(verdict()).isEqualTo(Verdict.DOWN);
        assertThat(lastInterval().began()).isEqualTo(house.clock.instant());
    }

    @Test
    void an_outage_seen_by_two_who_must_agree_is_two_changes_and_not_four_when_flapping_is_counted() {
        house.close();
        house = new WatchedHouse(shop(new Vantage(List.of(FRA, NYC), 2)));
        for (var turn = 0; turn < 3; turn++) {
            for (var word : List.of("up", "down")) {
                for (var place : List.of(FRA, NYC)) {
                    post(place, word);
                    post(place, word);
                }
            }
        }
        for (var place : List.of(FRA, NYC)) {
            post(place, "up");
            post(place, "up");
        }

        assertThat(house.changes).extracting(VerdictChange::after).contains(Verdict.PARTIAL);
        assertThat(house.changes.stream().filter(change -> change.after() == Verdict.UP))
                .extracting(VerdictChange::flapping)
                .containsExactly(false, false, false, true);
    }

    @Test
    void a_monitor_that_comes_back_starts_as_unknown_everywhere() {
        allUp();
        house.monitors.apply(List.of());
        house.votes.applyVantages();

        apply(TWO_OF_THREE);

        assertThat(votes()).extracting(Vote::verdict).containsOnly(Verdict.UNKNOWN);
    }

    private void allUp() {
        house.pass(EVERY.multipliedBy(2));
        for (var place : List.of(FRA, NYC)) {
            post(place, "up");
            post(place, "up");
        }
        assertThat(verdict()).isEqualTo(Verdict.UP);
    }

    private void apply(Vantage vantage) {
        house.monitors.apply(List.of(shop(vantage)));
        house.votes.applyVantages();
    }

    /// Posts one look, taken now; a millisecond passes.
    private Instant post(Location place, String answer) {
        house.pass(Duration.ofMillis(1));
        var at = house.clock.instant();
        house.posted.receive(place, List.of(look(answer, at)));
        return at;
    }

    private static List<PostedLook> looks(Instant from, int count, String answer) {
        return IntStream.range(0, count)
                .mapToObj(i -> look(answer, from.plus(EVERY.multipliedBy(i)).plusSeconds(1)))
                .toList();
    }

    private static PostedLook look(String answer, Instant at) {
        return new PostedLook(
                "shop",
                Duration.ZERO,
                answer.equals("up") ? new Observation.Passed(Evidence.none(at), false, "status 200") : failed(at));
    }

    private static Observation failed(Instant at) {
        return new Observation.Failed(Evidence.none(at), "connect refused");
    }

    private static Monitor shop(Vantage vantage) {
        var usual = WatchedHouse.monitor("shop");
        return new Monitor(
                "shop", usual.probe(), usual.every(), usual.timeout(), usual.confirmation(), List.of(), vantage);
    }

    private Verdict verdict() {
        return house.standing("shop").verdict();
    }

    private List<Vote> votes() {
        return house.postgres
                .database()
                .transact(handle -> house.votes.read(handle, id(handle)).votes());
    }

    private static MonitorId id(Handle handle) {
        return new Standings().states(handle, List.of("shop")).getFirst().id();
    }

    private String reason() {
        return house.postgres
                .database()
                .transact(handle -> new Standings()
                        .states(handle, List.of("shop"))
                        .getFirst()
                        .lastReason());
    }

    private List<VerdictInterval> intervals() {
        var id = house.postgres.database().transact(VotesTest::id);
        return house.intervals().stream()
                .filter(interval -> interval.monitorId().equals(id))
                .toList();
    }

    private VerdictInterval lastInterval() {
        return intervals().getLast();
    }

    private int observations(Location place) {
        return house.postgres
                .database()
                .transact(handle -> handle.createQuery("select count(*) from observation where location = :place")
                        .bind("place", place.name())
                        .mapTo(Integer.class)
                        .one());
    }
}
