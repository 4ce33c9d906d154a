package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.maintenance.Maintenance;
import dev.tocsin.monitor.maintenance.Recurrence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads `maintenances:`.
public final class MaintenanceSettings {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final LocalDateTime STAND_IN = LocalDateTime.of(2000, 1, 1, 0, 0);

    private MaintenanceSettings() {}

    /// All announced work of the file, on `monitors`. Faults are noted in `root`.
    public static List<Maintenance> read(Section root, Set<String> monitors) {
        var names = new HashSet<String>();
        return root.sections("maintenances").stream()
                .map(section -> {
                    var name = section.text("name");
                    if (!names.add(name)) {
                        section.problem("name", "a second maintenance is named \"" + name + "\"", "give each its own");
                    }
                    return new Maintenance(
                            name,
                            affected(section, monitors),
                            section.parsed("start", MaintenanceSettings::start, STAND_IN),
                            section.duration("lasts", SHORTEST, LONGEST),
                            section.zone("timezone"),
                            section.optionalParsed("repeat", Recurrence::parse));
                })
                .toList();
    }

    private static Set<String> affected(Section section, Set<String> monitors) {
        var named = Set.copyOf(section.texts("monitors"));
        if (named.isEmpty()) {
            section.problem("monitors", "the maintenance touches no monitor", "name them: monitors: [shop]");
        }
        named.stream()
                .filter(name -> !monitors.contains(name))
                .sorted()
                .forEach(name -> section.problem(
                        "monitors", "there is no monitor \"" + name + "\"", "write one that stands under monitors:"));
        return named;
    }

    private static LocalDateTime start(String text) {
        try {
            return LocalDateTime.parse(text.strip().replace(' ', 'T'));
        } catch (DateTimeException fault) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no local time, write one such as 2026-11-29T02:00", fault);
        }
    }
}
