package dev.tocsin.monitor.availability;

import dev.tocsin.monitor.Verdict;
import dev.tocsin.monitor.VerdictInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What is known of one monitor over time. It counts from `began`; its open verdict is believed until `believedUntil`,
/// after which nobody has looked. `maintenance` lies over the verdicts and may overlap itself; neither list needs an
/// order.
public record Watch(Instant began, Instant believedUntil, List<VerdictInterval> intervals, List<Window> maintenance) {

    /// After this many intervals without a look a verdict is history.
    private static final int FRESH_INTERVALS = 3;

    private static final Comparator<VerdictInterval> IN_TIME = Comparator.comparing(VerdictInterval::began)
            .thenComparing(interval -> interval.ended().orElse(Instant.MAX))
            .thenComparing(VerdictInterval::verdict);

    public Watch {
        intervals = List.copyOf(intervals);
        maintenance = List.copyOf(maintenance);
    }

    /// The watch of a monitor that is looked at `every` so often, as it is known at `now`. Once its last look is no
    /// longer fresh, nothing is known from the moment on at which the next one was due. So the numbers already say
    /// what the ledger will say when somebody looks again.
    public static Watch of(
            Instant began,
            Optional<Instant> lastLookedAt,
            Duration every,
            List<VerdictInterval> intervals,
            List<Window> maintenance,
            Instant now) {
        var freshUntil = lastLookedAt.map(at -> at.plus(freshFor(every))).orElse(began);
        var stale = now.isAfter(freshUntil);
        var believed = lastLookedAt.filter(_ -> stale).map(at -> at.plus(every)).orElse(freshUntil);
        return new Watch(began, believed, intervals, maintenance);
    }

    /// How long a look speaks for its target.
    public static Duration freshFor(Duration every) {
        return every.multipliedBy(FRESH_INTERVALS);
    }

    /// What the monitor said in `window`, oldest first and without a gap: time in which nobody looked is `UNKNOWN`.
    /// Nothing is said of the time before the monitor began nor of the time after `now`.
    public List<Piece> pieces(Window window, Instant now) {
        return Window.between(began, now).flatMap(window::overlap).map(this::verdicts).orElse(List.of()).stream()
                .flatMap(this::underMaintenance)
                .toList();
    }

    private List<Piece> verdicts(Window window) {
        var pieces = new ArrayList<Piece>();
        var at = window.from();
        for (var interval : intervals.stream().sorted(IN_TIME).toList()) {
            var said = Window.between(
                            Window.later(interval.began(), at), interval.ended().orElse(believedUntil))
                    .flatMap(window::overlap);
            if (said.isPresent()) {
                Window.between(at, said.get().from()).ifPresent(gap -> pieces.add(unknown(gap)));
                pieces.add(new Piece(said.get(), interval.verdict(), false));
                at = said.get().to();
            }
        }
        Window.between(at, window.to()).ifPresent(gap -> pieces.add(unknown(gap)));
        return pieces;
    }

    private static Piece unknown(Window gap) {
        return new Piece(gap, Verdict.UNKNOWN, false);
    }

    private Stream<Piece> underMaintenance(Piece piece) {
        var cuts = new TreeSet<Instant>();
        maintenance.stream()
                .flatMap(announced -> piece.window().overlap(announced).stream())
                .flatMap(cut -> Stream.of(cut.from(), cut.to()))
                .forEach(cuts::add);
        if (cuts.isEmpty()) {
            return Stream.of(piece);
        }
        cuts.add(piece.window().from());
        cuts.add(piece.window().to());
        return cuts.stream()
                .limit(cuts.size() - 1L)
                .map(from -> new Window(from, cuts.higher(from)))
                .map(part -> new Piece(part, piece.verdict(), isMaintained(part.from())));
    }

    private boolean isMaintained(Instant at) {
        return maintenance.stream().anyMatch(announced -> announced.contains(at));
    }
}
