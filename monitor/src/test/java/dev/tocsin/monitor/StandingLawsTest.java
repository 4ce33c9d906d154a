package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for every history of looks, whatever the confirmations.
class StandingLawsTest {
    private static final Instant BIRTH = Instant.parse("2026-03-01T12:00:00Z");

    enum Kind {
        PROMPT,
        SLOW,
        FAILED,
        UNSURE
    }

    /// A history of looks, and how many in a row are believed.
    record History(List<Kind> looks, Confirmation rules) {

        /// The standing before the first look, and after each.
        List<Standing> standings() {
            var standings = new ArrayList<>(List.of(Standing.unknown(BIRTH)));
            for (var i = 0; i < looks.size(); i++) {
                standings.add(standings.getLast().after(seen(looks.get(i), at(i)), rules));
            }
            return standings;
        }

        /// The looks up to and with `index` that ended in a run of `wanted`, the inconclusive left out.
        List<Integer> run(int index, Predicate<Kind> wanted) {
            var run = new ArrayList<Integer>();
            for (var i = index; i >= 0 && (looks.get(i) == Kind.UNSURE || wanted.test(looks.get(i))); i--) {
                if (looks.get(i) != Kind.UNSURE) {
                    run.addFirst(i);
                }
            }
            return run;
        }
    }

    @Property(tries = 300)
    void an_inconclusive_look_changes_nothing(@ForAll("histories") History history) {
        var standing = history.standings().getLast();

        assertThat(standing.after(seen(Kind.UNSURE, BIRTH.plusSeconds(100_000)), history.rules()))
                .isEqualTo(standing);
    }

    @Property(tries = 300)
    void a_target_is_down_exactly_from_enough_failures_in_a_row_to_enough_passes(@ForAll("histories") History history) {
        var standings = history.standings();
        for (var i = 0; i < history.looks().size(); i++) {
            var failures = history.run(i, kind -> kind == Kind.FAILED).size();
            var passes = history.run(i, kind -> kind != Kind.FAILED).size();
            var wasDown = standings.get(i).verdict() == Verdict.DOWN;
            var isDown = failures >= history.rules().down()
                    || (wasDown && passes < history.rules().up());

            assertThat(standings.get(i + 1).verdict() == Verdict.DOWN).isEqualTo(isDown);
        }
    }

    @Property(tries = 300)
    void a_target_becomes_up_exactly_when_enough_looks_in_a_row_passed_in_time(@ForAll("histories") History history) {
        var standings = history.standings();
        for (var i = 0; i < history.looks().size(); i++) {
            var prompt = history.run(i, kind -> kind == Kind.PROMPT).size()
                    >= history.rules().up();
            var wasUp = standings.get(i).verdict() == Verdict.UP;
            var isUp = standings.get(i + 1).verdict() == Verdict.UP;

            assertThat(isUp || !prompt).isTrue();
            assertThat(isUp && !wasUp && !prompt).isFalse();
        }
    }

    @Property(tries = 300)
    void a_new_verdict_dates_from_the_first_look_of_the_run_that_confirmed_it(@ForAll("histories") History history) {
        var standings = history.standings();
        for (var i = 0; i < history.looks().size(); i++) {
            var before = standings.get(i);
            var after = standings.get(i + 1);
            if (after.verdict() != before.verdict()) {
                var run = history.run(
                        i,
                        switch (after.verdict()) {
                            case UP -> kind -> kind == Kind.PROMPT;
                            case DOWN -> kind -> kind == Kind.FAILED;
                            case DEGRADED ->
                                before.verdict() == Verdict.UP ? kind -> kind != Kind.PROMPT : kind -> true;
                            case UNKNOWN, PARTIAL -> throw new AssertionError("looks of one place make no such thing");
                        });

                assertThat(run.stream().map(StandingLawsTest::at)).contains(after.since());
                if (after.verdict() != Verdict.DEGRADED || before.verdict() == Verdict.UP) {
                    assertThat(after.since()).isEqualTo(at(run.getFirst()));
                }
            } else {
                assertThat(after.since()).isEqualTo(before.since());
            }
        }
    }

    @Property(tries = 300)
    void time_never_runs_backwards_in_a_standing(@ForAll("histories") History history) {
        var standings = history.standings();
        for (var i = 0; i < history.looks().size(); i++) {
            assertThat(standings.get(i + 1).since()).isBetween(standings.get(i).since(), at(i));
        }
    }

    @Property(tries = 300)
    void where_nothing_is_unconfirmed_more_of_the_same_changes_nothing(@ForAll("histories") History history) {
        var conclusive =
                history.looks().stream().filter(kind -> kind != Kind.UNSURE).toList();
        var standing = history.standings().getLast();
        if (!conclusive.isEmpty() && !standing.unconfirmed()) {
            assertThat(repeated(standing, conclusive.getLast(), history.rules()).verdict())
                    .isEqualTo(standing.verdict());
        }
    }

    @Property(tries = 300)
    void what_is_unconfirmed_is_settled_by_enough_of_the_same(@ForAll("histories") History history) {
        var conclusive =
                history.looks().stream().filter(kind -> kind != Kind.UNSURE).toList();
        var standing = history.standings().getLast();
        if (!conclusive.isEmpty()) {
            var settled = repeated(standing, conclusive.getLast(), history.rules());

            assertThat(settled.unconfirmed()).isFalse();
            assertThat(settled.verdict()).isNotEqualTo(Verdict.UNKNOWN);
        }
    }

    @Property(tries = 300)
    void a_target_that_always_answers_does_not_stay_unknown(@ForAll("histories") History history) {
        var answering = history.looks().stream()
                .filter(kind -> kind == Kind.PROMPT || kind == Kind.SLOW)
                .toList();
        var verdict =
                new History(answering, history.rules()).standings().getLast().verdict();

        if (answering.size() >= history.rules().down() + history.rules().up()) {
            assertThat(verdict).isIn(Verdict.UP, Verdict.DEGRADED);
        }
    }

    @Provide
    Arbitrary<History> histories() {
        var rules = Combinators.combine(
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 4))
                .as((down, up) -> new Confirmation(down, up, Duration.ofSeconds(5)));
        var looks = Arbitraries.of(Kind.class).list().ofMaxSize(25);
        return Combinators.combine(looks, rules).as(History::new);
    }

    private static Standing repeated(Standing standing, Kind kind, Confirmation rules) {
        var after = standing;
        for (var i = 0; i < 4; i++) {
            after = after.after(seen(kind, at(100 + i)), rules);
        }
        return after;
    }

    private static Observation seen(Kind kind, Instant at) {
        var evidence = Evidence.none(at);
        return switch (kind) {
            case PROMPT -> new Observation.Passed(evidence, false, "200 in 80 ms");
            case SLOW -> new Observation.Passed(evidence, true, "200 in 3 s");
            case FAILED -> new Observation.Failed(evidence, "connect refused");
            case UNSURE -> new Observation.Inconclusive(evidence, "no route");
        };
    }

    private static Instant at(int index) {
        return BIRTH.plusSeconds(10L * (index + 1));
    }
}
