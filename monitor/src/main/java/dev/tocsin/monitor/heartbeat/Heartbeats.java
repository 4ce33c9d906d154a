package dev.tocsin.monitor.heartbeat;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.Monitors;
import dev.tocsin.monitor.Probe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The jobs that are to call us: keeps their rows as the settings have them, and says when to look at one.
public final class Heartbeats {
    /// The name of this work for [Wakes].
    public static final String WORK = "heartbeat";

    private static final int AT_ONCE = 500;
    private static final int CALLS_KEPT_ANYWAY = 10;

    /// The longest period there is, and some.
    private static final Duration ATTENDANCE_KEPT = Duration.ofDays(400);

    private final Database database;
    private final Monitors monitors;
    private final InstantSource clock;
    private final HeartbeatStore store = new HeartbeatStore();
    private final CallStore calls = new CallStore();
    private final AttendanceStore attendance = new AttendanceStore();

    private volatile Set<TokenHash> expected = Set.of();

    public Heartbeats(Database database, Monitors monitors, InstantSource clock) {
        this.database = database;
        this.monitors = monitors;
        this.clock = clock;
    }

    /// Makes the rows agree with the settings: inside the transaction that does so for all monitors.
    public void apply(Handle handle, Map<MonitorId, Monitor> known) {
        var now = clock.instant();
        var jobs = jobs(known);
        var hashes = new HashSet<TokenHash>();
        store.keepOnly(handle, jobs.keySet());
        if (!jobs.isEmpty()) {
            var addresses = CallAddresses.read(handle, now);
            jobs.forEach((id, job) -> {
                var hash = TokenHash.of(addresses.token(job));
                hashes.add(hash);
                store.upsert(handle, id, hash, job.rhythm().toString(), now);
            });
            Wakes.signal(handle, WORK);
        }
        expected = Set.copyOf(hashes);
    }

    /// Whether an address is among those that this process has settings for. Another node may have newer ones.
    boolean knows(TokenHash hash) {
        return expected.contains(hash);
    }

    /// Takes those whose time to be judged has come, because they called or because they are late. To be looked at
    /// now; should that fail, their next slot makes it good.
    public List<MonitorId> judgeDue() {
        var now = clock.instant();
        var jobs = jobs(monitors.definitions());
        return jobs.isEmpty()
                ? List.of()
                : database.transact(handle -> {
                    var due = store.claimDue(handle, jobs.keySet(), now, AT_ONCE);
                    due.forEach(id -> judgeNext(handle, id, jobs, now));
                    return due;
                });
    }

    private void judgeNext(Handle handle, MonitorId id, Map<MonitorId, Probe.Heartbeat> jobs, Instant now) {
        var history = store.history(handle, id);
        var absences = attendance.absences(handle, history, now);
        var job = Objects.requireNonNull(jobs.get(id));
        store.judgeAt(handle, id, Course.of(job, history, absences, now).turnsAt());
    }

    /// Drops calls that are older than `kept`, but for the last ten of each job. To be called daily.
    public void dropOld(Duration kept) {
        var now = clock.instant();
        database.run(handle -> {
            calls.dropBefore(handle, now.minus(kept), CALLS_KEPT_ANYWAY);
            attendance.dropBefore(handle, now.minus(ATTENDANCE_KEPT));
        });
    }

    /// In one order, so that nodes which apply the same settings at once do not wait for each other in a circle.
    private static Map<MonitorId, Probe.Heartbeat> jobs(Map<MonitorId, Monitor> known) {
        var jobs = new TreeMap<MonitorId, Probe.Heartbeat>(Comparator.comparingLong(MonitorId::value));
        known.forEach((id, monitor) -> {
            if (monitor.probe() instanceof Probe.Heartbeat job) {
                jobs.put(id, job);
            }
        });
        return jobs;
    }
}
