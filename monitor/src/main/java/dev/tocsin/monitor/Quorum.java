package dev.tocsin.monitor;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Makes one verdict of the votes of all locations of a monitor. The first of these that holds:
///
/// - `DOWN` when `quorum` places see it down;
/// - `UP` when `quorum` places see it up;
/// - `DEGRADED` when it answers at `quorum` places, at some of them badly;
/// - `PARTIAL` when `quorum` places have something to say and do not agree;
/// - `UNKNOWN` when fewer have.
final class Quorum {

    /// The verdict, and the instant from which on the votes allow no other one. It is [Instant#MIN] where that was
    /// always so.
    record Ruling(Verdict verdict, Instant since) {}

    private final List<Vote> votes;
    private final int needed;

    private Quorum(List<Vote> votes, int needed) {
        this.votes = votes;
        this.needed = needed;
    }

    /// @param votes one of each location, in any order
    /// @param needed from 1 to all of them
    static Ruling of(List<Vote> votes, int needed) {
        return new Quorum(votes, needed).ruling();
    }

    private Ruling ruling() {
        Predicate<Vote> down = vote -> vote.verdict() == Verdict.DOWN;
        Predicate<Vote> up = vote -> vote.verdict() == Verdict.UP;
        return reached(down)
                .map(at -> new Ruling(Verdict.DOWN, at))
                .or(() -> reached(up).map(at -> new Ruling(Verdict.UP, last(at, barred(down)))))
                .or(() -> reached(Vote::answers)
                        .map(at -> new Ruling(Verdict.DEGRADED, last(at, barred(down), barred(up)))))
                .or(() -> reached(Vote::counts)
                        .map(at -> new Ruling(Verdict.PARTIAL, last(at, barred(down), barred(Vote::answers)))))
                .orElseGet(() -> new Ruling(Verdict.UNKNOWN, barred(Vote::counts)));
    }

    /// When the last of a quorum came to agree; empty when there is none.
    private Optional<Instant> reached(Predicate<Vote> wanted) {
        return nth(wanted, needed);
    }

    /// Since when so many have voted otherwise that there can be no quorum for `wanted`.
    private Instant barred(Predicate<Vote> wanted) {
        return nth(wanted.negate(), votes.size() - needed + 1)
                .orElseThrow(() -> new IllegalArgumentException("that quorum is reached by " + votes));
    }

    private Optional<Instant> nth(Predicate<Vote> wanted, int count) {
        return votes.stream()
                .filter(wanted)
                .map(Vote::since)
                .sorted()
                .skip(count - 1L)
                .findFirst();
    }

    private static Instant last(Instant... instants) {
        return Stream.of(instants).max(Comparator.naturalOrder()).orElseThrow();
    }
}
