package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BallotTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Location FRA = new Location("fra");
    private static final Monitor SHOP = WatchedHouse.monitor("shop");
    private static final Ballot BLANK = Ballot.blank(FRA, NOON);

    @Test
    void a_place_that_never_looked_says_nothing() {
        assertThat(BLANK.vote(SHOP, NOON).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void a_vote_is_what_its_own_confirmed_looks_say() {
        var once = seen(BLANK, passed(NOON));
        var twice = seen(once, passed(NOON.plusSeconds(30)));

        assertThat(once.vote(SHOP, NOON).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(twice.vote(SHOP, NOON.plusSeconds(31))).isEqualTo(new Vote(FRA, Verdict.UP, NOON, "status 200"));
    }

    @Test
    void after_two_intervals_and_a_timeout_without_a_look_it_says_nothing_from_the_first_missed_slot_on() {
        var last = NOON.plusSeconds(30);
        var up = seen(seen(BLANK, passed(NOON)), passed(last));

        assertThat(up.vote(SHOP, last.plusSeconds(75)).verdict()).isEqualTo(Verdict.UP);
        assertThat(up.vote(SHOP, last.plusSeconds(76)))
                .extracting(Vote::verdict, Vote::since)
                .containsExactly(Verdict.UNKNOWN, last.plusSeconds(30));
    }

    @Test
    void what_comes_late_counts_for_no_time_before_it_came() {
        var ballot = BLANK;
        var heard = NOON.plus(Duration.ofHours(1));
        for (var at = NOON; at.isBefore(heard); at = at.plusSeconds(30)) {
            ballot = ballot.after(failed(at), SHOP, heard).orElseThrow();
        }

        var vote = ballot.vote(SHOP, heard);

        assertThat(ballot.standing().since()).isEqualTo(NOON);
        assertThat(vote.verdict()).isEqualTo(Verdict.DOWN);
        assertThat(vote.since()).isBetween(heard.minusSeconds(75), heard);
    }

    @Test
    void what_comes_so_late_that_it_is_stale_already_says_nothing() {
        var ballot = seen(BLANK, failed(NOON));

        var late = ballot.after(failed(NOON.plusSeconds(5)), SHOP, NOON.plus(Duration.ofHours(1)));

        assertThat(late.orElseThrow().vote(SHOP, NOON.plus(Duration.ofHours(1))).verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void after_a_gap_in_which_nobody_looked_it_must_be_confirmed_anew() {
        var up = seen(seen(BLANK, passed(NOON)), passed(NOON.plusSeconds(30)));

        var back = seen(up, passed(NOON.plusSeconds(600)));

        assertThat(back.standing().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void a_look_that_comes_again_counts_once_also_when_its_instant_was_stored_in_between() {
        var at = NOON.plusNanos(123_456_789);
        var stored = seen(BLANK, failed(at));
        var reread = new Ballot(FRA, stored.standing(), NOON.plusNanos(123_456_000), stored.heardSince(), "");

        assertThat(reread.after(failed(at), SHOP, NOON.plusSeconds(1))).isEmpty();
        assertThat(reread.after(failed(NOON.minusSeconds(1)), SHOP, NOON.plusSeconds(1)))
                .isEmpty();
    }

    @Test
    void a_last_look_that_lies_ahead_because_a_clock_was_set_back_holds_nothing_up() {
        var ahead = seen(BLANK, passed(NOON.plus(Duration.ofHours(1))));

        assertThat(ahead.after(passed(NOON), SHOP, NOON)).isPresent();
    }

    @Property(tries = 300)
    void looks_that_come_in_time_make_the_same_standing_here_as_where_they_were_taken(
            @ForAll("histories") List<Observation> looks) {
        var ballot = BLANK;
        var standing = Standing.unknown(NOON);
        for (var look : looks) {
            ballot = seen(ballot, look);
            standing = standing.after(look, SHOP.confirmation());
        }

        // Since when nothing is known is since the first look here, and since the beginning there.
        assertThat(ballot.standing().verdict()).isEqualTo(standing.verdict());
        assertThat(ballot.standing().answering()).isEqualTo(standing.answering());
        assertThat(ballot.standing().prompt()).isEqualTo(standing.prompt());
        if (standing.verdict() != Verdict.UNKNOWN) {
            assertThat(ballot.standing().since()).isEqualTo(standing.since());
        }
    }

    @Property(tries = 300)
    void a_stale_vote_never_says_anything_whatever_it_saw(@ForAll("histories") List<Observation> looks) {
        var ballot = BLANK;
        for (var look : looks) {
            ballot = seen(ballot, look);
        }

        assertThat(ballot.vote(SHOP, NOON.plus(Duration.ofDays(1))).counts()).isFalse();
    }

    @Property(tries = 300)
    void hearing_of_all_looks_at_once_in_time_is_as_good_as_one_by_one(@ForAll("histories") List<Observation> looks) {
        var oneByOne = BLANK;
        var atOnce = BLANK;
        var end = NOON.plusSeconds(5L * looks.size());
        for (var look : looks) {
            oneByOne = seen(oneByOne, look);
            atOnce = atOnce.after(look, SHOP, end).orElse(atOnce);
        }

        assertThat(atOnce.standing()).isEqualTo(oneByOne.standing());
        assertThat(atOnce.vote(SHOP, end).verdict())
                .isEqualTo(oneByOne.vote(SHOP, end).verdict());
    }

    @Provide
    Arbitrary<List<Observation>> histories() {
        return Arbitraries.of("passed", "slow", "failed", "unsure")
                .list()
                .ofMaxSize(12)
                .map(words -> {
                    var looks = new ArrayList<Observation>();
                    for (var i = 0; i < words.size(); i++) {
                        looks.add(observation(words.get(i), NOON.plusSeconds(5L * i)));
                    }
                    return looks;
                });
    }

    private static Observation observation(String word, Instant at) {
        return switch (word) {
            case "passed" -> passed(at);
            case "slow" -> new Observation.Passed(Evidence.none(at), true, "slow");
            case "failed" -> failed(at);
            default -> new Observation.Inconclusive(Evidence.none(at), "no route");
        };
    }

    private static Ballot seen(Ballot ballot, Observation look) {
        return ballot.after(look, SHOP, look.evidence().at().plusSeconds(1)).orElse(ballot);
    }

    private static Observation passed(Instant at) {
        return new Observation.Passed(Evidence.none(at), false, "status 200");
    }

    private static Observation failed(Instant at) {
        return new Observation.Failed(Evidence.none(at), "connect refused");
    }
}
