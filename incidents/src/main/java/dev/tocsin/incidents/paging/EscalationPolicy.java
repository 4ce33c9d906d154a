package dev.tocsin.incidents.paging;

import java.time.Duration;
import java.util.List;

/// Who is paged in which order. All steps are walked once and then `repeat` times more; after that `catchAll` is paged
/// every 30 minutes until someone acts, so that an incident never falls silent.
public record EscalationPolicy(
        String name, List<EscalationStep> steps, int repeat, List<EscalationStep.Target> catchAll) {
    private static final Duration CATCH_ALL_EVERY = Duration.ofMinutes(30);

    public EscalationPolicy {
        steps = List.copyOf(steps);
        catchAll = List.copyOf(catchAll);
        if (repeat < 0) {
            throw new IllegalArgumentException("a policy cannot be repeated " + repeat + " times, write 0 or more");
        }
    }

    /// Whom to page at the step that comes after `walked` others. Its name is for people: "step 2 of 2, round 2".
    record Stage(String name, List<EscalationStep.Target> targets, Duration delay, boolean last) {}

    Stage stage(int walked) {
        if (walked >= steps.size() * (repeat + 1L)) {
            return new Stage("catch-all", catchAll, CATCH_ALL_EVERY, true);
        }
        var step = steps.get(walked % steps.size());
        var round = walked / steps.size();
        var name = "step %d of %d".formatted(walked % steps.size() + 1, steps.size());
        return new Stage(round == 0 ? name : name + ", round " + (round + 1), step.targets(), step.delay(), false);
    }
}
