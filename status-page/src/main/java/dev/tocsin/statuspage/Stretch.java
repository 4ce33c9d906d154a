package dev.tocsin.statuspage;

import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.availability.Watch;
import dev.tocsin.monitor.availability.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// All through `window` a component was in one state.
record Stretch(Window window, ComponentStatus status) {

    /// From `at` on, the monitor with this number says `verdict`.
    private record Turn(Instant at, int monitor, Verdict verdict) {}

    /// Everything the monitors said in `window` and until `now`, rolled up. A monitor counts from its creation; before
    /// the first of them there is nothing to tell, and no stretch.
    static List<Stretch> sweep(List<Watch> watches, Window window, Instant now) {
        var said = new @Nullable Verdict[watches.size()];
        var stretches = new ArrayList<Stretch>();
        var since = window.from();
        for (var turn : turns(watches, window, now)) {
            add(stretches, since, turn.at, said);
            since = turn.at;
            said[turn.monitor] = turn.verdict;
        }
        add(stretches, since, now.isBefore(window.to()) ? now : window.to(), said);
        return stretches;
    }

    private static List<Turn> turns(List<Watch> watches, Window window, Instant now) {
        return IntStream.range(0, watches.size())
                .boxed()
                .flatMap(monitor -> watches.get(monitor).pieces(window, now).stream()
                        .map(piece -> new Turn(piece.window().from(), monitor, piece.verdict())))
                .sorted(Comparator.comparing(Turn::at))
                .toList();
    }

    private static void add(List<Stretch> stretches, Instant from, Instant to, @Nullable Verdict[] said) {
        var verdicts = Arrays.stream(said).filter(Objects::nonNull).toList();
        if (!verdicts.isEmpty()) {
            Window.between(from, to)
                    .ifPresent(window -> stretches.add(new Stretch(window, ComponentStatus.of(verdicts))));
        }
    }
}
