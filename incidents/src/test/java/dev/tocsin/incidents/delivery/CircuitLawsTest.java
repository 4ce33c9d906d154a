package dev.tocsin.incidents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.delivery.Outcome.Blame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CircuitLawsTest {
    private static final Instant START = Instant.parse("2026-03-04T14:05:00Z");
    private static final Outcome TOOK = new Outcome.Accepted("SM1");
    private static final Outcome SILENT = new Outcome.Unknown("timed out");
    private static final Outcome NO_ACCOUNT = new Outcome.Postponed("20003", Blame.ACCOUNT);

    /// Something happens `after` seconds: a try, or an ask that is answered or not.
    record Step(int after, Outcome outcome, boolean asks, boolean answers) {}

    @Test
    void three_failures_in_a_row_make_it_failing_and_two_do_not() {
        var twice = Circuit.WORKING.after(SILENT, START).after(SILENT, START);

        assertThat(twice.failing()).isFalse();
        assertThat(twice.after(SILENT, START).failing()).isTrue();
        assertThat(twice.after(TOOK, START).after(SILENT, START).failing()).isFalse();
    }

    @Test
    void a_fault_of_our_account_does_at_once() {
        assertThat(Circuit.WORKING.after(NO_ACCOUNT, START).failing()).isTrue();
    }

    @Test
    void a_fault_of_one_message_says_nothing_of_the_provider() {
        var circuit = Circuit.WORKING;
        for (var i = 0; i < 10; i++) {
            circuit = circuit.after(new Outcome.Postponed("30008"), START).after(new Outcome.Refused("21211"), START);
        }

        assertThat(circuit).isEqualTo(Circuit.WORKING);
    }

    @Test
    void it_is_asked_after_5_10_20_40_and_then_every_60_seconds() {
        var circuit = Circuit.WORKING.after(NO_ACCOUNT, START);
        var at = START;
        for (var pause : List.of(5, 10, 20, 40, 60, 60)) {
            at = at.plusSeconds(pause);
            assertThat(circuit.askDue(at.minusMillis(1))).isFalse();
            assertThat(circuit.askDue(at)).isTrue();
            circuit = circuit.asking(at);
            assertThat(circuit.askDue(at)).isFalse();
        }
    }

    @Test
    void once_it_answered_a_single_failure_is_enough() {
        var back = Circuit.WORKING.after(NO_ACCOUNT, START).answered();

        assertThat(back.failing()).isFalse();
        assertThat(back.after(SILENT, START).failing()).isTrue();
        assertThat(back.after(TOOK, START)).isEqualTo(Circuit.WORKING);
    }

    @Property(tries = 500)
    void a_failing_provider_is_asked_within_a_minute_whatever_happened(@ForAll("histories") List<Step> history) {
        var circuit = Circuit.WORKING;
        var now = START;
        for (var step : history) {
            now = now.plusSeconds(step.after());
            if (!step.asks()) {
                circuit = circuit.after(step.outcome(), now);
            } else if (circuit.askDue(now)) {
                circuit = circuit.asking(now);
                circuit = step.answers() ? circuit.answered() : circuit;
            }

            assertThat(circuit.pause()).isBetween(Circuit.FIRST_PAUSE, Circuit.LONGEST_PAUSE);
            assertThat(circuit.failures()).isBetween(0, Circuit.LIMIT);
            assertThat(circuit.failing() && !circuit.askDue(now.plus(Duration.ofMinutes(1))))
                    .isFalse();
        }
    }

    @Property(tries = 500)
    void a_message_that_is_taken_closes_it_whatever_happened_before(@ForAll("histories") List<Step> history) {
        var circuit = Circuit.WORKING;
        for (var step : history) {
            circuit = circuit.after(step.outcome(), START);
        }

        assertThat(circuit.after(TOOK, START)).isEqualTo(Circuit.WORKING);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        var outcomes = Arbitraries.of(
                TOOK,
                SILENT,
                NO_ACCOUNT,
                new Outcome.Refused("21211"),
                new Outcome.Postponed("429", Blame.PACE),
                new Outcome.Postponed("refused", Blame.PROVIDER),
                new Outcome.Postponed("30008"));
        return net.jqwik.api.Combinators.combine(
                        Arbitraries.integers().between(0, 90),
                        outcomes,
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }
}
