package dev.tocsin.statuspage;

import dev.tocsin.monitor.availability.Piece;
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
public record Stretch(Window window, ComponentStatus status) {

    /// From `at` on, the monitor with this number says this.
    private record Turn(Instant at, int monitor, Piece said) {}

    /// Everything the monitors said in `window` and until `now`, rolled up. A monitor counts from its creation;
    /// before the first of them there is nothing to tell, and no stretch.
    static List<Stretch> sweep(List<Watch> watches, StatusMapping shows, Window window, Instant now) {
        var said = new @Nullable Piece[watches.size()];
        var stretches = new ArrayList<Stretch>();
        var since = window.from();
        for (var turn : turns(watches, window, now)) {
            add(stretches, shows, since, turn.at, said);
            since = turn.at;
            said[turn.monitor] = turn.said;
        }
        add(stretches, shows, since, now.isBefore(window.to()) ? now : window.to(), said);
        return stretches;
    }

    private static List<Turn> turns(List<Watch> watches, Window window, Instant now) {
        return IntStream.range(0, watches.size())
                .boxed()
                .flatMap(monitor -> watches.get(monitor).pieces(window, now).stream()
                        .map(piece -> new Turn(piece.window().from(), monitor, piece)))
                .sorted(Comparator.comparing(Turn::at))
                .toList();
    }

    private static void add(
            List<Stretch> stretches, StatusMapping shows, Instant from, Instant to, @Nullable Piece[] said) {
        var pieces = Arrays.stream(said).filter(Objects::nonNull).toList();
        if (!pieces.isEmpty()) {
            Window.between(from, to).ifPresent(window -> stretches.add(new Stretch(window, status(pieces, shows))));
        }
    }

    /// What was announced is no trouble; what fails beside it is.
    private static ComponentStatus status(List<Piece> pieces, StatusMapping shows) {
        var beside = shows.of(pieces.stream()
                .filter(piece -> !piece.maintained())
                .map(Piece::verdict)
                .toList());
        return !beside.isTrouble() && pieces.stream().anyMatch(Piece::maintained)
                ? ComponentStatus.UNDER_MAINTENANCE
                : beside;
    }
}
