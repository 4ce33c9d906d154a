package dev.tocsin.statuspage;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What customers were told is being worked on, as those see it who would be called for it: nobody is
/// woken by work that was announced. It counts to the end that was announced and no longer, also where
/// a person forgets to say that it is over. Pure.
public final class AnnouncedWork {

    private AnnouncedWork() {}

    /// The work under way on `board`, on the monitors of the components that it touches.
    public static List<dev.tocsin.monitor.maintenance.Maintenance> of(Board board) {
        return board.underWay().stream()
                .flatMap(maintenance -> work(maintenance, board))
                .toList();
    }

    private static Stream<dev.tocsin.monitor.maintenance.Maintenance> work(Maintenance maintenance, Board board) {
        var monitors = monitors(maintenance, board);
        return maintenance
                .beganAt()
                .filter(began -> began.isBefore(maintenance.until()) && !monitors.isEmpty())
                .map(began -> new dev.tocsin.monitor.maintenance.Maintenance(
                        maintenance.name(),
                        monitors,
                        LocalDateTime.ofInstant(began, ZoneOffset.UTC),
                        Duration.between(began, maintenance.until()),
                        ZoneOffset.UTC,
                        Optional.empty()))
                .stream();
    }

    private static Set<String> monitors(Maintenance maintenance, Board board) {
        var names = maintenance.components().stream()
                .flatMap(id -> board.component(id).stream())
                .map(Component::name)
                .collect(Collectors.toSet());
        return board.settings().components().stream()
                .filter(component -> names.contains(component.name()))
                .flatMap(component -> component.monitors().stream())
                .collect(Collectors.toSet());
    }
}
