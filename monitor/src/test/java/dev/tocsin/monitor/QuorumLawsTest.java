package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for every set of votes, however many must agree.
class QuorumLawsTest {
    private static final Instant BIRTH = Instant.parse("2026-03-01T12:00:00Z");

    /// So many places, so many of which must agree, and how each changed its vote, one change a minute.
    record Story(int places, int needed, List<Change> changes) {}

    record Change(int place, Verdict vote) {}

    @Property(tries = 500)
    void the_order_in_which_votes_come_changes_nothing(@ForAll("stories") Story story, @ForAll Random random) {
        var votes = told(story);
        var shuffled = new ArrayList<>(votes);
        Collections.shuffle(shuffled, random);

        assertThat(Quorum.of(shuffled, story.needed())).isEqualTo(Quorum.of(votes, story.needed()));
    }

    @Property(tries = 500)
    void it_is_down_exactly_when_a_quorum_sees_it_down(@ForAll("stories") Story story) {
        var votes = told(story);

        assertThat(Quorum.of(votes, story.needed()).verdict() == Verdict.DOWN)
                .isEqualTo(count(votes, Verdict.DOWN) >= story.needed());
    }

    @Property(tries = 500)
    void it_is_up_or_degraded_only_where_a_quorum_answers_and_up_only_where_one_is_up(@ForAll("stories") Story story) {
        var votes = told(story);
        var up = count(votes, Verdict.UP);
        var answering = up + count(votes, Verdict.DEGRADED);

        switch (Quorum.of(votes, story.needed()).verdict()) {
            case UP -> assertThat(up).isGreaterThanOrEqualTo(story.needed());
            case DEGRADED -> {
                assertThat(answering).isGreaterThanOrEqualTo(story.needed());
                assertThat(up).isLessThan(story.needed());
            }
            case PARTIAL -> {
                assertThat(answering).isBetween(1L, story.needed() - 1L);
                assertThat(count(votes, Verdict.DOWN)).isBetween(1L, story.needed() - 1L);
            }
            case UNKNOWN -> assertThat(answering + count(votes, Verdict.DOWN)).isLessThan(story.needed());
            case DOWN -> {}
        }
    }

    @Property(tries = 500)
    void where_all_agree_that_is_the_verdict(@ForAll("stories") Story story, @ForAll("votes") Verdict vote) {
        var votes = IntStream.range(0, story.places())
                .mapToObj(place -> vote(place, vote, BIRTH))
                .toList();

        assertThat(Quorum.of(votes, story.needed()).verdict()).isEqualTo(vote);
    }

    @Property(tries = 500)
    void one_place_more_that_sees_it_down_makes_nothing_better(@ForAll("stories") Story story) {
        var votes = told(story);
        var worse = new ArrayList<>(votes);
        worse.set(0, vote(0, Verdict.DOWN, BIRTH));

        var before = Quorum.of(votes, story.needed()).verdict();
        var after = Quorum.of(worse, story.needed()).verdict();

        assertThat(before == Verdict.DOWN && after != Verdict.DOWN).isFalse();
        assertThat(before != Verdict.UP && after == Verdict.UP).isFalse();
    }

    /// The rule for dates, against the one way that cannot err: to walk through the story and see when it turned.
    @Property(tries = 1000)
    void a_verdict_dates_from_the_change_of_vote_that_made_it(@ForAll("stories") Story story) {
        var votes = blank(story);
        var before = Quorum.of(votes, story.needed()).verdict();
        for (var i = 0; i < story.changes().size(); i++) {
            var change = story.changes().get(i);
            if (votes.get(change.place()).verdict() != change.vote()) {
                votes.set(change.place(), vote(change.place(), change.vote(), at(i)));
                var after = Quorum.of(votes, story.needed());
                if (after.verdict() != before) {
                    assertThat(after.since()).isEqualTo(at(i));
                }
                before = after.verdict();
            }
        }
    }

    @Property(tries = 500)
    void a_single_place_is_its_own_quorum(@ForAll("votes") Verdict vote) {
        assertThat(Quorum.of(List.of(vote(0, vote, BIRTH)), 1)).isEqualTo(new Quorum.Ruling(vote, BIRTH));
    }

    @Provide
    Arbitrary<Verdict> votes() {
        return Arbitraries.of(Verdict.UNKNOWN, Verdict.UP, Verdict.DEGRADED, Verdict.DOWN);
    }

    @Provide
    Arbitrary<Story> stories() {
        return Arbitraries.integers().between(1, 6).flatMap(places -> {
            var change = Combinators.combine(Arbitraries.integers().between(0, places - 1), votes())
                    .as(Change::new);
            return Combinators.combine(
                            Arbitraries.integers().between(1, places),
                            change.list().ofMaxSize(30))
                    .as((needed, changes) -> new Story(places, needed, changes));
        });
    }

    private static List<Vote> blank(Story story) {
        return new ArrayList<>(IntStream.range(0, story.places())
                .mapToObj(place -> vote(place, Verdict.UNKNOWN, Instant.MIN))
                .toList());
    }

    private static List<Vote> told(Story story) {
        var votes = blank(story);
        for (var i = 0; i < story.changes().size(); i++) {
            var change = story.changes().get(i);
            votes.set(change.place(), vote(change.place(), change.vote(), at(i)));
        }
        return votes;
    }

    private static long count(List<Vote> votes, Verdict verdict) {
        return votes.stream().filter(vote -> vote.verdict() == verdict).count();
    }

    private static Vote vote(int place, Verdict verdict, Instant since) {
        return new Vote(new Location("place-" + place), verdict, since, "because");
    }

    private static Instant at(int change) {
        return BIRTH.plusSeconds(60L * (change + 1));
    }
}
