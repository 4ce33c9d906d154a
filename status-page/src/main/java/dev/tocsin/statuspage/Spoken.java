package dev.tocsin.statuspage;

import dev.tocsin.monitor.availability.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What people say of one component beside its monitors: statuses set by hand, which take the monitors' place, and
/// announced maintenance, which lies over both. Incidents are no part of it: they tell of a state and do not make it.
public record Spoken(List<HandSet> handSets, List<Maintenance> maintenances) {
    static final Spoken NOTHING = new Spoken(List.of(), List.of());

    public Spoken {
        handSets = List.copyOf(handSets);
        maintenances = List.copyOf(maintenances);
    }

    /// The person's word that counts at `at`.
    Optional<HandSet> handSet(Instant at) {
        return handSets.stream().filter(set -> set.counts(at)).findFirst();
    }

    /// What the component shows where its monitors say `said` at `at`; empty when nobody says anything.
    Optional<ComponentStatus> over(Optional<ComponentStatus> said, Instant at, Instant now) {
        var status = handSet(at).map(HandSet::status).or(() -> said);
        for (var maintenance : maintenances) {
            if (covers(maintenance, at, now)) {
                status = Optional.of(maintenance.over(status.orElse(ComponentStatus.NO_DATA)));
            }
        }
        return status;
    }

    /// Windows are half open: at this very moment it counts whether people are at work.
    private static boolean covers(Maintenance maintenance, Instant at, Instant now) {
        return at.equals(now)
                ? maintenance.isUnderWay()
                : maintenance.worked(now).filter(window -> window.contains(at)).isPresent();
    }

    /// The stretches in `window` once people have spoken; `base` is what the monitors say. Neighbours differ.
    List<Stretch> over(List<Stretch> base, Window window, Instant now) {
        var cuts = new TreeSet<Instant>();
        base.forEach(stretch -> cut(cuts, stretch.window()));
        var spoken = Stream.concat(
                        handSets.stream().map(HandSet::window),
                        maintenances.stream().flatMap(one -> one.worked(now).stream()))
                .flatMap(one -> Window.between(window.from(), now).flatMap(one::overlap).stream())
                .flatMap(one -> window.overlap(one).stream())
                .toList();
        spoken.forEach(one -> cut(cuts, one));
        var stretches = new ArrayList<Stretch>();
        var sorted = base.stream()
                .sorted(Comparator.comparing(stretch -> stretch.window().from()))
                .iterator();
        var current = sorted.hasNext() ? Optional.of(sorted.next()) : Optional.<Stretch>empty();
        for (var from = cuts.isEmpty() ? null : cuts.first(); from != null && cuts.higher(from) != null; ) {
            var to = cuts.higher(from);
            while (current.isPresent() && !from.isBefore(current.get().window().to())) {
                current = sorted.hasNext() ? Optional.of(sorted.next()) : Optional.empty();
            }
            var at = from;
            var said = current.filter(stretch -> stretch.window().contains(at)).map(Stretch::status);
            over(said, at, now).ifPresent(status -> add(stretches, new Stretch(new Window(at, to), status)));
            from = to;
        }
        return stretches;
    }

    private static void cut(TreeSet<Instant> cuts, Window window) {
        cuts.add(window.from());
        cuts.add(window.to());
    }

    /// Joins it with the last one where both say the same.
    static void add(List<Stretch> stretches, Stretch next) {
        if (!stretches.isEmpty()) {
            var last = stretches.getLast();
            if (last.status() == next.status()
                    && last.window().to().equals(next.window().from())) {
                stretches.removeLast();
                stretches.add(new Stretch(
                        new Window(last.window().from(), next.window().to()), last.status()));
                return;
            }
        }
        stretches.add(next);
    }
}
