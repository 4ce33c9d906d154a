package dev.tocsin.incidents.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.incidents.oncall.Handoff;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import dev.tocsin.incidents.oncall.Responder;
import dev.tocsin.incidents.oncall.Rotation;
import dev.tocsin.incidents.oncall.Turn;
import dev.tocsin.incidents.paging.EscalationStep.Target;
import dev.tocsin.incidents.paging.EscalationStep.Target.Person;
import dev.tocsin.incidents.paging.EscalationStep.Target.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscalationTest {
    private static final Instant TUESDAY = Instant.parse("2026-01-06T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final PagingSettings HOUSE = house("ana", "bo", "cy");

    @Test
    void steps_are_walked_in_order_then_again_and_then_the_catch_all_for_ever() {
        var policy = policy(1, List.of(new Person("cy")), step(new Schedule("primary")), step(new Person("bo")));

        assertThat(names(policy, 0)).containsExactly("ana");
        assertThat(names(policy, 1)).containsExactly("bo");
        assertThat(names(policy, 2)).containsExactly("ana");
        assertThat(names(policy, 3)).containsExactly("bo");
        assertThat(names(policy, 4)).containsExactly("cy");
        assertThat(names(policy, 4_000)).containsExactly("cy");
        assertThat(decide(policy, 2).stage().name()).isEqualTo("step 1 of 2, round 2");
        assertThat(decide(policy, 4).stage().delay()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void a_step_that_finds_nobody_passes_on_at_once_and_is_noted() {
        var policy = policy(0, List.of(new Person("cy")), step(new Schedule("empty")), step(new Person("bo")));

        var decision = decide(policy, 0);

        assertThat(decision.called()).extracting(one -> one.responder().name()).containsExactly("bo");
        assertThat(decision.empty())
                .extracting(empty -> empty.stage().name() + ": " + empty.because())
                .containsExactly("step 1 of 2: empty has no rotations");
        assertThat(decision.walked()).isEqualTo(2);
    }

    @Test
    void who_is_named_and_on_call_is_called_once() {
        var decision = decide(policy(0, List.of(), step(new Schedule("primary"), new Person("ana"))), 0);

        assertThat(decision.called())
                .singleElement()
                .satisfies(one ->
                        assertThat(one.because()).isEqualTo("on call in primary until Mon 12 Jan 09:00 Europe/Berlin"));
    }

    @Test
    void who_left_the_settings_is_not_called() {
        assertThat(names(policy(0, List.of(new Person("cy")), step(new Person("gone"), new Schedule("gone"))), 0))
                .containsExactly("cy");
    }

    @Test
    void everybody_is_called_when_even_the_catch_all_finds_nobody() {
        var decision = decide(policy(0, List.of(new Schedule("empty")), step(new Person("gone"))), 0);

        assertThat(decision.called()).extracting(one -> one.responder().name()).containsExactly("ana", "bo", "cy");
        assertThat(decision.called())
                .allSatisfy(one -> assertThat(one.because()).contains("nobody else was found"));
        assertThat(decision.stage().last()).isTrue();
    }

    @Test
    void a_policy_without_steps_is_its_catch_all() {
        assertThat(names(policy(2, List.of(new Person("cy"))), 0)).containsExactly("cy");
    }

    @Test
    void a_policy_that_repeats_for_ever_does_not_count_round_to_its_catch_all() {
        var policy =
                policy(Integer.MAX_VALUE, List.of(new Person("cy")), step(new Person("ana")), step(new Person("bo")));

        assertThat(names(policy, 0)).containsExactly("ana");
    }

    @Test
    void a_policy_that_repeats_less_than_never_is_refused() {
        assertThatThrownBy(() -> policy(-1, List.of(), step(new Person("ana"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void a_step_that_does_not_wait_would_page_without_end_and_is_refused(long seconds) {
        assertThatThrownBy(() -> new EscalationStep(List.of(new Person("ana")), Duration.ofSeconds(seconds)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_target_is_a_responder_or_a_schedule() {
        assertThat(Target.parse(" responder  ana ")).isEqualTo(new Person("ana"));
        assertThat(Target.parse("schedule night shift")).isEqualTo(new Schedule("night shift"));
        for (var text : List.of("", "ana", "responder", "team ana")) {
            assertThatThrownBy(() -> Target.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + text + "\" names nobody");
        }
    }

    @Property(tries = 500)
    void wherever_a_walk_stands_somebody_is_called_and_the_walk_goes_on(
            @ForAll("policies") EscalationPolicy policy, @ForAll @IntRange(min = 0, max = 1_000) int walked) {
        var decision = decide(policy, walked);

        assertThat(decision.called()).isNotEmpty();
        assertThat(decision.walked()).isGreaterThan(walked);
        assertThat(decision.stage().delay()).isPositive();
        var inVain = decision.called().getFirst().because().contains("nobody else was found");
        assertThat(decision.empty()).hasSize(decision.walked() - walked - (inVain ? 0 : 1));
    }

    @Property(tries = 300)
    void a_walk_calls_every_step_that_finds_somebody_once_a_round_and_ends_in_the_catch_all(
            @ForAll("policies") EscalationPolicy policy) {
        var found = policy.steps().stream()
                .filter(step -> step.targets().stream().anyMatch(EscalationTest::leadsToSomeone))
                .count();
        var calls = 0;
        var walked = 0;
        while (true) {
            var decision = decide(policy, walked);
            walked = decision.walked();
            if (decision.stage().last()) {
                break;
            }
            calls++;
        }

        assertThat(calls).isEqualTo(found * (policy.repeat() + 1));
    }

    @Provide
    Arbitrary<EscalationPolicy> policies() {
        var targets = Arbitraries.of(
                        new Person("ana"),
                        new Person("bo"),
                        new Person("gone"),
                        new Schedule("primary"),
                        new Schedule("empty"),
                        new Schedule("gone"))
                .map(target -> (Target) target)
                .list()
                .ofMaxSize(3);
        var steps = targets.map(notify -> new EscalationStep(notify, Duration.ofMinutes(5)))
                .list()
                .ofMaxSize(4);
        return Combinators.combine(steps, Arbitraries.integers().between(0, 5), targets)
                .as((walk, repeat, catchAll) -> new EscalationPolicy("default", walk, repeat, catchAll));
    }

    private static boolean leadsToSomeone(Target target) {
        return !target.name().equals("gone") && !target.name().equals("empty");
    }

    private static Escalation.Decision decide(EscalationPolicy policy, int walked) {
        return Escalation.decide(policy, walked, HOUSE, TUESDAY);
    }

    private static List<String> names(EscalationPolicy policy, int walked) {
        return decide(policy, walked).called().stream()
                .map(one -> one.responder().name())
                .toList();
    }

    private static EscalationPolicy policy(int repeat, List<Target> catchAll, EscalationStep... steps) {
        return new EscalationPolicy("default", List.of(steps), repeat, catchAll);
    }

    private static EscalationStep step(Target... targets) {
        return new EscalationStep(List.of(targets), Duration.ofMinutes(5));
    }

    /// A house in which `primary` is ana's this week, and `empty` is nobody's.
    private static PagingSettings house(String... names) {
        var responders = Stream.of(names)
                .map(name -> new Responder(
                        name,
                        Optional.of(name + "@example.com"),
                        Optional.of("+4915550100"),
                        BERLIN,
                        Responder.USUAL_RULES))
                .collect(Collectors.toMap(Responder::name, Function.identity()));
        var weekly = new Rotation(
                Turn.parse("1 week"), Handoff.parse("mon 09:00"), LocalDate.parse("2026-01-05"), List.of(names));
        var schedules = Map.of(
                "primary", new OnCallSchedule("primary", BERLIN, List.of(weekly)),
                "empty", new OnCallSchedule("empty", BERLIN, List.of()));
        return new PagingSettings(responders, schedules, Map.of());
    }
}
