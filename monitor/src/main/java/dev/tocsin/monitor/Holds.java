package dev.tocsin.monitor;

import dev.tocsin.db.Database;
import dev.tocsin.monitor.maintenance.Maintenance;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Knows why nobody should be paged for a monitor that is down: something it depends on fails as well, or work on it
/// was announced. Neither stops looking nor recording.
public final class Holds {
    /// Finds a row while something is down, held or worked on: then [#reviewDue] has something to look at.
    public static final String TROUBLED = HoldStore.TROUBLED;

    private final Database database;
    private final Monitors monitors;
    private final Supplier<List<Maintenance>> maintenances;
    private final Supplier<List<Maintenance>> announced;
    private final VerdictListener listener;
    private final InstantSource clock;
    private final HoldStore store = new HoldStore();

    /// @param maintenances asked anew each time, for settings change
    public Holds(
            Database database,
            Monitors monitors,
            Supplier<List<Maintenance>> maintenances,
            VerdictListener listener,
            InstantSource clock) {
        this(database, monitors, maintenances, List::of, listener, clock);
    }

    /// @param announced what customers were told of: it holds pages like the others, and is not written
    ///     down here, for those who announced it keep it. Asked inside transactions, so from memory
    public Holds(
            Database database,
            Monitors monitors,
            Supplier<List<Maintenance>> maintenances,
            Supplier<List<Maintenance>> announced,
            VerdictListener listener,
            InstantSource clock) {
        this.database = database;
        this.monitors = monitors;
        this.maintenances = maintenances;
        this.announced = announced;
        this.listener = listener;
        this.clock = clock;
    }

    /// Whether work that was announced is under way, which [#reviewDue] has to take notice of.
    public boolean areBeginning() {
        var now = clock.instant();
        return Stream.concat(maintenances.get().stream(), announced.get().stream())
                .anyMatch(work -> work.at(now).isPresent());
    }

    /// Looks at everything that is down: holds begin, and what they held is let go when they end. To be called every
    /// second while there is reason to; one node does it, the others return at once.
    public void reviewDue() {
        var now = clock.instant();
        database.run(handle -> {
            if (store.lock(handle)) {
                maintain(handle, now);
                store.candidates(handle).forEach(candidate -> review(handle, candidate, now));
            }
        });
    }

    /// What holds the paging for `monitor` at `at`. Work that was announced comes first, for customers know of it.
    public Optional<Hold> on(Handle handle, Monitor monitor, Instant at) {
        return maintenance(maintenances.get(), monitor, at)
                .or(() -> maintenance(announced.get(), monitor, at))
                .<Hold>map(work -> new Hold.Maintenance(work.name()))
                .or(() -> dependency(handle, monitor));
    }

    /// Notes that a monitor has just gone down under `hold`, or has come up.
    void note(Handle handle, MonitorId id, Optional<Hold> hold) {
        store.hold(handle, id, hold);
    }

    private void review(Handle handle, HoldStore.Candidate candidate, Instant now) {
        var hold = monitors.definition(candidate.id())
                .filter(_ -> candidate.verdict() == Verdict.DOWN)
                .flatMap(monitor -> on(handle, monitor, now));
        if (hold.equals(candidate.hold())) {
            return;
        }
        store.hold(handle, candidate.id(), hold);
        hold.ifPresent(begun -> listener.held(handle, candidate.id(), begun, now));
        if (hold.isEmpty() && candidate.verdict() == Verdict.DOWN) {
            listener.released(handle, candidate.id(), candidate.hold().orElseThrow(), now);
        }
    }

    private void maintain(Handle handle, Instant now) {
        var ids = new ArrayList<Long>();
        var works = new ArrayList<String>();
        if (!maintenances.get().isEmpty()) {
            monitors.definitions()
                    .forEach((id, monitor) -> maintenance(maintenances.get(), monitor, now)
                            .ifPresent(work -> {
                                ids.add(id.value());
                                works.add(work.name());
                            }));
        }
        store.maintain(handle, ids, works, now);
    }

    private static Optional<Maintenance> maintenance(List<Maintenance> works, Monitor monitor, Instant at) {
        return works.stream()
                .filter(work -> work.monitors().contains(monitor.name()))
                .filter(work -> work.at(at).isPresent())
                .findFirst();
    }

    private Optional<Hold> dependency(Handle handle, Monitor monitor) {
        if (monitor.dependsOn().isEmpty()) {
            return Optional.empty();
        }
        var ancestors = ancestors(monitor);
        var failing = store.failing(handle, ancestors);
        return ancestors.stream().filter(failing::contains).findFirst().map(Hold.Dependency::new);
    }

    /// Everything that it rests on, the nearest first. A circle of dependencies ends where it began.
    private Set<String> ancestors(Monitor monitor) {
        var ancestors = new LinkedHashSet<String>();
        Collection<String> next = monitor.dependsOn();
        while (!next.isEmpty()) {
            var found = next.stream()
                    .filter(name -> !name.equals(monitor.name()))
                    .filter(ancestors::add)
                    .toList();
            next = found.stream()
                    .flatMap(name -> monitors.named(name).stream())
                    .flatMap(parent -> parent.dependsOn().stream())
                    .toList();
        }
        return ancestors;
    }
}
