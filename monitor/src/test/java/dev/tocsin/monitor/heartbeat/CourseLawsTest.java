package dev.tocsin.monitor.heartbeat;

import static dev.tocsin.monitor.heartbeat.Jobs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.heartbeat.Absences.Away;
import dev.tocsin.monitor.rhythm.Cron;
import dev.tocsin.monitor.rhythm.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// What holds of any job, whatever it said and whenever we were away.
class CourseLawsTest {

    /// A job with all it has said, minutes after noon; `now` comes after all of it.
    record Case(Probe.Heartbeat job, List<Call> calls, List<Away> away, Instant now) {

        Course at(Instant instant) {
            return Course.of(job, new History(NOON.minusSeconds(1), calls), new Absences(away), instant);
        }

        Condition condition() {
            return at(now).condition();
        }

        Case without(Away one) {
            var others = new ArrayList<>(away);
            others.remove(one);
            return new Case(job, calls, others, now);
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void a_success_makes_it_well_whatever_was_before(@ForAll("cases") Case before) {
        var calls = new ArrayList<>(before.calls());
        calls.add(new Call(1_000, before.now(), Signal.SUCCESS, Optional.empty(), Optional.empty()));

        assertThat(new Case(before.job(), calls, before.away(), before.now()).condition())
                .isEqualTo(new Condition.Well(before.now()));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void a_failure_that_is_told_is_believed_at_once(@ForAll("cases") Case before) {
        var calls = new ArrayList<>(before.calls());
        calls.add(new Call(1_000, before.now(), Signal.exit(3), Optional.empty(), Optional.empty()));

        assertThat(new Case(before.job(), calls, before.away(), before.now()).condition())
                .isInstanceOf(Condition.Failing.class);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void that_we_were_away_never_accuses(@ForAll("cases") Case any) {
        for (var one : any.away()) {
            if (any.condition() instanceof Condition.Failing) {
                assertThat(any.without(one).condition()).isInstanceOf(Condition.Failing.class);
            }
        }
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void nothing_changes_before_it_is_looked_at_again(
            @ForAll("cases") Case any, @ForAll @IntRange(min = 1, max = 2_000) int minutes) {
        var later = any.now().plus(Duration.ofMinutes(minutes));
        var turnsAt = any.at(any.now()).turnsAt();

        if (turnsAt.isEmpty() || later.isBefore(turnsAt.get())) {
            assertThat(any.at(later).condition()).isEqualTo(any.condition());
        } else {
            assertThat(turnsAt.get()).isAfter(any.now());
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void a_job_that_falls_silent_is_noticed_in_the_end(@ForAll("cases") Case any) {
        var muchLater = any.now().plus(Duration.ofDays(10));

        assertThat(any.at(muchLater).condition()).isInstanceOf(Condition.Failing.class);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void a_failure_lies_between_the_last_success_and_now(@ForAll("cases") Case any) {
        if (any.condition() instanceof Condition.Failing failing) {
            var success = any.calls().stream()
                    .filter(call -> call.signal().kind() == Signal.Kind.SUCCESS)
                    .map(Call::at)
                    .reduce(NOON, (one, next) -> next);
            assertThat(failing.since()).isBetween(success, any.now());
            assertThat(failing.why().at()).isBetween(failing.since(), any.now());
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        var job = Combinators.combine(
                        Arbitraries.of(
                                new Rhythm.Every(Duration.ofMinutes(10), ZoneOffset.UTC),
                                new Rhythm.Every(Duration.ofHours(3), ZoneOffset.UTC),
                                Cron.parse("*/20 * * * *", ZoneId.of("Europe/Berlin")),
                                Cron.parse("30 13-20 * * *", ZoneId.of("Europe/Berlin"))),
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.integers().between(1, 120))
                .as((rhythm, grace, run) -> new Probe.Heartbeat(
                        "job", rhythm, Duration.ofMinutes(grace), Duration.ofMinutes(run), Optional.empty()));
        var signal = Arbitraries.of(Signal.START, Signal.SUCCESS, Signal.FAIL, Signal.exit(0), Signal.exit(2));
        var run = Arbitraries.of(Optional.<UUID>empty(), Optional.of(Jobs.ONE), Optional.of(Jobs.OTHER));
        var said = Combinators.combine(Arbitraries.integers().between(0, 600), signal, run)
                .as((minute, what, id) -> new Call(0, minute(minute), what, id, Optional.empty()));
        var away = Combinators.combine(
                        Arbitraries.integers().between(-30, 700),
                        Arbitraries.integers().between(1, 60))
                .as((from, length) -> new Away(minute(from), minute(from + length)));
        return Combinators.combine(
                        job,
                        said.list().ofMinSize(1).ofMaxSize(12),
                        away.list().ofMaxSize(3),
                        Arbitraries.integers().between(0, 300))
                .as((any, calls, gaps, rest) -> {
                    var sorted = calls.stream()
                            .sorted(java.util.Comparator.comparing(Call::at))
                            .toList();
                    var now = sorted.getLast().at().plus(Duration.ofMinutes(rest));
                    return new Case(any, numbered(sorted), known(gaps, now), now);
                });
    }

    private static List<Call> numbered(List<Call> calls) {
        var numbered = new ArrayList<Call>();
        for (var call : calls) {
            numbered.add(new Call(numbered.size() + 1L, call.at(), call.signal(), call.run(), call.body()));
        }
        return numbered;
    }

    /// Of times to come nobody knows yet, and gaps are apart.
    private static List<Away> known(List<Away> gaps, Instant now) {
        var known = new ArrayList<Away>();
        for (var gap :
                gaps.stream().sorted(java.util.Comparator.comparing(Away::from)).toList()) {
            if (!gap.to().isAfter(now)
                    && (known.isEmpty() || gap.from().isAfter(known.getLast().to()))) {
                known.add(gap);
            }
        }
        return known;
    }

    private static Instant minute(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }
}
