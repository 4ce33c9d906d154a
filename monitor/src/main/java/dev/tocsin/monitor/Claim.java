package dev.tocsin.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A monitor taken by a round: its slots from `due` on, up to the end of the next round, are this node's to look at.
/// Before its first look nothing is `awaited`, and so nothing can have been missed.
record Claim(MonitorId id, Instant due, Duration every, boolean awaited) {
    private static final Duration AT_HAND = Duration.ofSeconds(1);

    /// What a claim asks for: looks at `instants`; `missed` slots were not looked at in time by anybody; `late` when
    /// the newest of those should be made good soon, because the next slot is not at hand.
    record Plan(List<Instant> instants, long missed, boolean late) {}

    /// Slots before `now` are over; one at `now` is not. The claim itself was made a round ahead, so this happens only
    /// when no node was there to make it.
    Plan plan(Instant now, Instant horizon) {
        var over = due.isBefore(now) ? Duration.between(due, now).minusNanos(1).dividedBy(every) + 1 : 0;
        var instants = new ArrayList<Instant>();
        for (var slot = due.plus(every.multipliedBy(over)); slot.isBefore(horizon); slot = slot.plus(every)) {
            instants.add(slot);
        }
        var near = !instants.isEmpty() && !instants.getFirst().isAfter(now.plus(AT_HAND));
        return new Plan(List.copyOf(instants), awaited ? over : 0, over > 0 && !near);
    }

    /// The same without the slots before `instant`.
    Claim from(Instant instant) {
        return new Claim(id, next(instant), every, awaited);
    }

    /// The first slot at or after `horizon`, which is nobody's yet.
    Instant next(Instant horizon) {
        if (!due.isBefore(horizon)) {
            return due;
        }
        var slots = Duration.between(due, horizon).minusNanos(1).dividedBy(every) + 1;
        return due.plus(every.multipliedBy(slots));
    }
}
