package dev.tocsin.monitor.location;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.Probe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What each location is to look at. Made when somebody asks and the settings have changed, and every half minute,
/// for files change too.
public final class Assignments {
    private static final Duration FILES_READ_EVERY = Duration.ofSeconds(30);

    private final Monitors monitors;
    private final Supplier<List<Probe.Http>> references;
    private final InstantSource clock;
    private final Map<Location, Made> made = new ConcurrentHashMap<>();

    /// As it travels, and what tells it from another.
    public record Handed(ObjectNode json, String tag) {}

    private record Made(List<Monitor> of, List<Probe.Http> references, Instant at, Handed handed) {}

    public Assignments(Monitors monitors, Supplier<List<Probe.Http>> references, InstantSource clock) {
        this.monitors = monitors;
        this.references = references;
        this.clock = clock;
    }

    /// Reads the files that monitors speak of.
    public Handed of(Location location) {
        var now = clock.instant();
        var all = monitors.all();
        var places = references.get();
        return made.compute(location, (_, before) -> {
                    if (before != null
                            && before.of().equals(all)
                            && before.references().equals(places)
                            && now.isBefore(before.at().plus(FILES_READ_EVERY))) {
                        return before;
                    }
                    var json = Assignment.json(location, all, places);
                    return new Made(all, places, now, new Handed(json, Assignment.tag(json)));
                })
                .handed();
    }
}
