package dev.tocsin.statuspage;

import dev.tocsin.monitor.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A component was in one state from `from` (included) to `to` (excluded).
record Stretch(Instant from, Instant to, ComponentStatus status) {

    /// From `at` on, the monitor with this number says `verdict`.
    private record Turn(Instant at, int monitor, Verdict verdict) {
        /// Where one interval ends and the next begins, the end comes first.
        static final Comparator<Turn> ORDER = Comparator.comparing(Turn::at)
                .thenComparing(turn -> turn.verdict != Verdict.UNKNOWN)
                .thenComparingInt(Turn::monitor)
                .thenComparing(Turn::verdict);
    }

    /// Everything the monitors said between `from` and `until`, rolled up. A monitor counts from its creation;
    /// before the first of them there is nothing to tell, and no stretch.
    static List<Stretch> sweep(List<Watch> watches, Instant from, Instant until) {
        var said = new @Nullable Verdict[watches.size()];
        var stretches = new ArrayList<Stretch>();
        var since = from;
        for (var turn : turns(watches, until)) {
            if (turn.at.isAfter(since)) {
                add(stretches, since, turn.at, said);
                since = turn.at;
            }
            said[turn.monitor] = turn.verdict;
        }
        if (until.isAfter(since)) {
            add(stretches, since, until, said);
        }
        return stretches;
    }

    private static void add(List<Stretch> stretches, Instant from, Instant to, @Nullable Verdict[] said) {
        var verdicts = Arrays.stream(said).filter(Objects::nonNull).toList();
        if (!verdicts.isEmpty()) {
            stretches.add(new Stretch(from, to, ComponentStatus.of(verdicts)));
        }
    }

    private static List<Turn> turns(List<Watch> watches, Instant until) {
        var turns = new ArrayList<Turn>();
        for (var monitor = 0; monitor < watches.size(); monitor++) {
            var watch = watches.get(monitor);
            turns.add(new Turn(watch.createdAt(), monitor, Verdict.UNKNOWN));
            for (var interval : watch.intervals()) {
                var began = later(interval.began(), watch.createdAt());
                var ended = interval.ended().orElseGet(() -> earlier(watch.freshUntil(), until));
                if (ended.isAfter(began)) {
                    turns.add(new Turn(began, monitor, interval.verdict()));
                    turns.add(new Turn(ended, monitor, Verdict.UNKNOWN));
                }
            }
        }
        return turns.stream()
                .filter(turn -> turn.at.isBefore(until))
                .sorted(Turn.ORDER)
                .toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
