package dev.tocsin.incidents.paging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Decides whether a page leaves by itself or together with others. The first page of an incident to a contact is
/// never held. Further ones are when another message goes to the contact within a minute, when 15 went within the
/// hour, or in a storm of incidents; they wait for the next digest, a minute after the last message, or five where
/// 15 went. Pure.
final class Throttle {
    static final Duration PACE = Duration.ofMinutes(1);
    static final Duration SLOW_PACE = Duration.ofMinutes(5);
    static final Duration HOUR = Duration.ofHours(1);
    static final int MOST_IN_AN_HOUR = 15;

    /// More new incidents than these within [#PACE] are a storm.
    static final int STORM = 10;

    private Throttle() {}

    sealed interface Decision {

        record Alone() implements Decision {}

        /// With others, in a digest that leaves at `at`, or in one that is already planned.
        record Folded(Instant at) implements Decision {}
    }

    /// Another message to the same contact; `further` when it is about nothing new to it.
    record Leaving(Instant at, boolean further) {}

    /// @param first whether this contact has not heard of the incident
    /// @param others all else that leaves for this contact, in any order
    static Decision decide(boolean first, boolean storm, List<Leaving> others, Instant due) {
        if (first) {
            return new Decision.Alone();
        }
        var times = others.stream().map(Leaving::at).sorted().toList();
        var inTheHour = others.stream()
                .filter(other -> other.further()
                        && !other.at().isAfter(due)
                        && other.at().isAfter(due.minus(HOUR)))
                .count();
        if (inTheHour >= MOST_IN_AN_HOUR) {
            return new Decision.Folded(after(times, due, SLOW_PACE));
        }
        var close = times.stream().anyMatch(at -> isWithin(PACE, at, due));
        return close || storm ? new Decision.Folded(after(times, due, PACE)) : new Decision.Alone();
    }

    /// The first moment from `due` on that is `pace` after the last of those that are close.
    private static Instant after(List<Instant> sorted, Instant due, Duration pace) {
        var at = due;
        for (var other : sorted) {
            if (isWithin(pace, other, at)) {
                at = other.plus(pace);
            }
        }
        return at;
    }

    private static boolean isWithin(Duration pace, Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(pace) < 0;
    }
}
