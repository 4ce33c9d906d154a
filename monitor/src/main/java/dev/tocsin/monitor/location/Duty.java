package dev.tocsin.monitor.location;

import dev.tocsin.monitor.Ballot;
import dev.tocsin.monitor.Lanes;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One monitor that this agent looks at: its next slot, and where its own looks have left it. Safe for many
/// threads.
final class Duty {
    private static final Duration CLOCK_SET_BACK = Duration.ofMinutes(1);

    private Assigned assigned;
    private Instant next;
    private Ballot ballot;
    private Optional<Instant> recheckAt = Optional.empty();
    private boolean slow;

    /// Slots that are now to be looked at, and how many were let pass.
    record Due(List<Instant> slots, long missed) {}

    Duty(Assigned assigned, Instant now) {
        this.assigned = assigned;
        this.next = firstAfter(assigned, now);
        this.ballot = Ballot.blank(Location.HERE, now);
    }

    synchronized Monitor monitor() {
        return assigned.monitor();
    }

    synchronized Instant next() {
        return next;
    }

    /// Goes on under another definition. What was seen is kept, as it is by the server.
    synchronized void redefine(Assigned other, Instant now) {
        var moved = !other.phase().equals(assigned.phase())
                || !other.monitor().every().equals(assigned.monitor().every());
        assigned = other;
        if (moved) {
            next = firstAfter(other, now);
        }
    }

    /// Takes the slots before `horizon`. Those before `now` are over: the machine slept, or its clock was set on.
    synchronized Due take(Instant now, Instant horizon) {
        var every = assigned.monitor().every();
        if (next.isAfter(horizon.plus(every).plus(CLOCK_SET_BACK))) {
            next = firstAfter(assigned, now);
        }
        var over =
                next.isBefore(now) ? Duration.between(next, now).minusNanos(1).dividedBy(every) + 1 : 0;
        next = next.plus(every.multipliedBy(over));
        var slots = new ArrayList<Instant>();
        while (next.isBefore(horizon)) {
            slots.add(next);
            next = next.plus(every);
        }
        return new Due(List.copyOf(slots), over);
    }

    /// Folds what was seen, and answers when to look again because it left a doubt.
    synchronized Optional<Instant> fold(Observation seen, Instant now) {
        slow = Lanes.isSlow(seen);
        var after = ballot.after(seen, assigned.monitor(), now);
        if (after.isEmpty()) {
            return Optional.empty();
        }
        ballot = after.get();
        recheckAt = ballot.standing().unconfirmed()
                ? Optional.of(ballot.lastLookedAt()
                        .plus(assigned.monitor().confirmation().recheck()))
                : Optional.empty();
        return recheckAt;
    }

    /// Whether the last look took long.
    synchronized boolean isSlow() {
        return slow;
    }

    /// Whether the doubt that asked for a look at `at` is still there; it is asked for once.
    synchronized boolean takeRecheck(Instant at) {
        var due = recheckAt.filter(at::equals).isPresent();
        if (due) {
            recheckAt = Optional.empty();
        }
        return due;
    }

    private static Instant firstAfter(Assigned assigned, Instant now) {
        var every = assigned.monitor().every();
        return assigned.grid().slotBefore(now, every).plus(every);
    }
}
