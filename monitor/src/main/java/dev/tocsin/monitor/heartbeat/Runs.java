package dev.tocsin.monitor.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Pairs the starts and the ends among calls. An end with an id belongs to the start with that id. One without belongs
/// to the last start without, and there is only one such run at a time: a new start takes the place of the old.
final class Runs {
    private final List<Run> over = new ArrayList<>();
    private final Map<Optional<UUID>, Instant> open = new HashMap<>();

    private Runs() {}

    /// The runs of `calls`, which come the oldest first: those that are over in the order of their ends, then
    /// those that are not.
    static List<Run> of(List<Call> calls) {
        var runs = new Runs();
        calls.forEach(runs::add);
        runs.open.forEach(
                (id, began) -> runs.over.add(new Run(id, Optional.of(began), Optional.empty(), Optional.empty())));
        return List.copyOf(runs.over);
    }

    /// How long the runs took that ended, by the number of the call that told of it.
    static Map<Long, Duration> durations(List<Run> runs) {
        var durations = new HashMap<Long, Duration>();
        for (var run : runs) {
            run.took().ifPresent(took -> durations.put(run.ended().orElseThrow().id(), took));
        }
        return durations;
    }

    /// How long most runs take that end well; empty where none was told from its start on.
    static Optional<Duration> median(List<Run> runs) {
        var sorted = runs.stream()
                .filter(run -> run.ended().stream().anyMatch(end -> end.signal().kind() == Signal.Kind.SUCCESS))
                .flatMap(run -> run.took().stream())
                .sorted()
                .toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }

    private void add(Call call) {
        if (call.signal().ends()) {
            var began = Optional.ofNullable(open.remove(call.run()));
            over.add(new Run(call.run(), began, Optional.of(call), Optional.empty()));
        } else if (call.run().isPresent()) {
            // A start that is told twice was told once and tried again.
            open.putIfAbsent(call.run(), call.at());
        } else {
            var replaced = open.put(call.run(), call.at());
            if (replaced != null) {
                over.add(new Run(call.run(), Optional.of(replaced), Optional.empty(), Optional.of(call.at())));
            }
        }
    }
}
