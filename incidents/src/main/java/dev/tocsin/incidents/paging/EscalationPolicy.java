package dev.tocsin.incidents.paging;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Who is paged in which order. All steps are walked once and then `repeat` times more; after that `catchAll` is paged
/// every 30 minutes until someone acts, so that an incident never falls silent. An acknowledgement counts no more after
/// `ackTimeout`; where that is empty it never runs out.
public record EscalationPolicy(
        String name,
        List<EscalationStep> steps,
        int repeat,
        List<EscalationStep.Target> catchAll,
        Optional<Duration> ackTimeout) {
    private static final Duration CATCH_ALL_EVERY = Duration.ofMinutes(30);
    private static final Duration FIRST_ROUNDS = Duration.ofMinutes(5);

    public EscalationPolicy {
        steps = List.copyOf(steps);
        catchAll = List.copyOf(catchAll);
        if (repeat < 0) {
            throw new IllegalArgumentException("a policy cannot be repeated " + repeat + " times, write 0 or more");
        }
    }

    public EscalationPolicy(String name, List<EscalationStep> steps, int repeat, List<EscalationStep.Target> catchAll) {
        this(name, steps, repeat, catchAll, Optional.empty());
    }

    /// The policy that pages this one's catch-all from the first step on.
    EscalationPolicy catchAllAlone(String called) {
        return new EscalationPolicy(called, List.of(new EscalationStep(catchAll, FIRST_ROUNDS)), 2, catchAll);
    }

    /// Whom to page at the step that comes after `walked` others. Its name is for people: "step 2 of 2, round 2".
    record Stage(String name, List<EscalationStep.Target> targets, Duration delay, boolean multiAck, boolean last) {}

    Stage stage(int walked) {
        if (walked >= steps.size() * (repeat + 1L)) {
            return new Stage("catch-all", catchAll, CATCH_ALL_EVERY, false, true);
        }
        var step = steps.get(walked % steps.size());
        var round = walked / steps.size();
        var name = "step %d of %d".formatted(walked % steps.size() + 1, steps.size());
        return new Stage(
                round == 0 ? name : name + ", round " + (round + 1),
                step.targets(),
                step.delay(),
                step.multiAck(),
                false);
    }
}
