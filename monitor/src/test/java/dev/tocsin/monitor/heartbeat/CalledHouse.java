package dev.tocsin.monitor.heartbeat;

import dev.tocsin.config.Secret;
import dev.tocsin.config.SettingsFile;
import dev.tocsin.db.Database;
import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import dev.tocsin.monitor.Deaf;
import dev.tocsin.monitor.Holds;
import dev.tocsin.monitor.Intervals;
import dev.tocsin.monitor.ManualTimer;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.MonitorState;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.Observations;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probers;
import dev.tocsin.monitor.References;
import dev.tocsin.monitor.Rounds;
import dev.tocsin.monitor.Settling;
import dev.tocsin.monitor.Standings;
import dev.tocsin.monitor.VerdictChange;
import dev.tocsin.monitor.VerdictInterval;
import dev.tocsin.monitor.Votes;
import dev.tocsin.monitor.guard.Guard;
import dev.tocsin.monitor.kinds.ProbeKinds;
import dev.tocsin.monitor.settings.MonitorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Watching by heartbeats on a real database, with a clock that the test moves.
final class CalledHouse implements AutoCloseable {
    static final URI URL = URI.create("https://status.example.com/");
    private static final int SHARDS = 1;

    final TestDatabase postgres = TestDatabase.create();
    final MovableClock clock = new MovableClock(Jobs.NOON);
    final List<VerdictChange> changes = new ArrayList<>();
    private final ManualTimer timer = new ManualTimer(clock);
    private List<Monitor> settings;
    private Node node;

    /// What is gone when the process is.
    private final class Node {
        final Monitors monitors = new Monitors(database(), clock, SHARDS, new Heard());
        final Heartbeats heartbeats = new Heartbeats(database(), monitors, clock);
        final Attendance attendance = new Attendance(database(), clock);
        final Calls calls = new Calls(database(), heartbeats, attendance, clock);
        final Probers probers = ProbeKinds.probers(clock, database(), Guard.OPEN);
        final Holds holds = new Holds(database(), monitors, List::of, new Heard(), clock);
        final Votes votes = new Votes(database(), monitors, new Heard(), holds, () -> "here", clock);
        final Settling settling = new Settling(
                database(),
                monitors,
                votes,
                new Heard(),
                holds,
                new References(List::of, probers, new Deaf(), () -> 0),
                clock);
        final Rounds rounds = new Rounds(
                database(),
                monitors,
                probers,
                settling,
                new Heard(),
                timer,
                clock,
                new Deaf(),
                SHARDS,
                UUID.randomUUID());

        Node() {
            monitors.onApply(heartbeats::apply);
            monitors.apply(settings);
            attendance.noteDue();
        }
    }

    CalledHouse(String... monitors) {
        settings = read(monitors);
        new Observations(database(), clock).turnDays(Duration.ofDays(14));
        node = new Node();
    }

    Database database() {
        return postgres.database();
    }

    Calls calls() {
        return node.calls;
    }

    Attendance attendance() {
        return node.attendance;
    }

    Heartbeats heartbeats() {
        return node.heartbeats;
    }

    /// As a reload does it.
    void apply(String... monitors) {
        settings = read(monitors);
        node.monitors.apply(settings);
    }

    /// Nobody is there for `duration`; then another process begins.
    void restartAfter(Duration duration) {
        clock.advance(duration);
        node = new Node();
    }

    Probe.Heartbeat job(String name) {
        return settings.stream()
                .filter(monitor -> monitor.name().equals(name))
                .map(monitor -> (Probe.Heartbeat) monitor.probe())
                .findFirst()
                .orElseThrow();
    }

    Calls.Answer call(String name, String signal) {
        return call(name, signal, Optional.empty());
    }

    Calls.Answer call(String name, String signal, Optional<String> body) {
        return node.calls.take(token(name), Signal.parse(signal).orElseThrow(), Optional.<UUID>empty(), body);
    }

    /// That of the address which an operator is shown.
    Secret token(String name) {
        var address = addresses().get(name);
        return new Secret(Objects.requireNonNull(address).orElseThrow().reveal().replaceFirst(".*/", ""));
    }

    Map<String, Optional<Secret>> addresses() {
        return database().transact(handle -> CallAddresses.list(handle, settings, URL, clock.instant()));
    }

    /// Lets `duration` pass, second by second, with all that goes on in a server.
    void pass(Duration duration) {
        for (var end = clock.instant().plus(duration); clock.instant().isBefore(end); ) {
            second(true);
        }
    }

    /// The same, but nobody says that anything is due: every wake is lost, and every sweep.
    void passUnswept(Duration duration) {
        for (var end = clock.instant().plus(duration); clock.instant().isBefore(end); ) {
            second(false);
        }
    }

    private void second(boolean swept) {
        var next = clock.instant().plusSeconds(1);
        timer.advanceTo(next);
        if (swept) {
            node.heartbeats.judgeDue().forEach(node.rounds::lookSoon);
        }
        if (next.getEpochSecond() % 5 == 0) {
            node.attendance.noteDue();
            node.rounds.walk(0);
        }
        timer.advanceTo(next);
        node.settling.settleDue();
    }

    MonitorState state(String name) {
        return database()
                .transact(
                        handle -> new Standings().states(handle, List.of(name)).getFirst());
    }

    List<VerdictInterval> intervals() {
        return database().transact(Intervals::all);
    }

    MonitorId id(String name) {
        return state(name).id();
    }

    private static List<Monitor> read(String... monitors) {
        try {
            var file = Files.createTempFile("tocsin-heartbeats-", ".yml");
            Files.writeString(file, "monitors:\n  - " + String.join("\n  - ", monitors) + "\n");
            var read = SettingsFile.read(file, Map.of());
            Files.delete(file);
            var list = MonitorSettings.read(read.root());
            if (!read.problems().isEmpty()) {
                throw new IllegalArgumentException(read.problems().toString());
            }
            return list;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private final class Heard extends Deaf {
        @Override
        public void verdictsChanged(Handle handle, List<VerdictChange> all) {
            changes.addAll(all);
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
