package dev.tocsin.monitor.heartbeat;

import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.monitor.MonitorId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/// Takes the calls of jobs. A call that was taken is committed; one that could not be is told so.
public final class Calls {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Database database;
    private final Heartbeats heartbeats;
    private final Attendance attendance;
    private final InstantSource clock;
    private final HeartbeatStore jobs = new HeartbeatStore();
    private final CallStore store = new CallStore();
    private final Strangers strangers;
    private final Semaphore atOnce;

    /// What became of a call.
    public enum Answer {
        /// It is kept, and judged within a second or so.
        TAKEN,
        /// The address is nobody's.
        UNKNOWN,
        /// Somebody is trying addresses, and this may be one of them. Another time.
        TOO_MANY,
        /// It could not be kept, by our own fault. Another time.
        NOT_NOW
    }

    /// A call, and how long the run took that it ended, where its start was told.
    public record Timed(Call call, Optional<Duration> took) {}

    public Calls(Database database, Heartbeats heartbeats, Attendance attendance, InstantSource clock) {
        this.database = database;
        this.heartbeats = heartbeats;
        this.attendance = attendance;
        this.clock = clock;
        this.strangers = new Strangers(clock);
        this.atOnce = share(database);
    }

    /// However many call at once, or are looked at: a third of the connections for each, and the last for all else.
    static Semaphore share(Database database) {
        return new Semaphore(Math.max(1, database.settings().poolSize() / 3), true);
    }

    /// Keeps a call to the address with `token`. Waits for the database, 10 s at most as a rule.
    public Answer take(Secret token, Signal signal, Optional<UUID> run, Optional<String> body) {
        var hash = TokenHash.of(token);
        if (!heartbeats.knows(hash) && !strangers.mayKnock()) {
            return Answer.TOO_MANY;
        }
        return entered() ? keep(hash, signal, run, body) : turnedAway();
    }

    private Answer keep(TokenHash hash, Signal signal, Optional<UUID> run, Optional<String> body) {
        try {
            return database.transact(handle -> store.lock(handle, hash)
                    .map(id -> {
                        var now = clock.instant();
                        store.insert(handle, id, now, signal, run, body);
                        jobs.judgeAt(handle, id, Optional.of(now));
                        Wakes.signal(handle, Heartbeats.WORK);
                        return Answer.TAKEN;
                    })
                    .orElse(Answer.UNKNOWN));
        } catch (RuntimeException fault) {
            if (!Database.isUnavailable(fault)) {
                throw fault;
            }
            return turnedAway();
        } finally {
            atOnce.release();
        }
    }

    /// Should the job not try again, then it has called in vain.
    private Answer turnedAway() {
        attendance.interrupted();
        return Answer.NOT_NOW;
    }

    private boolean entered() {
        try {
            return atOnce.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The last hundred calls of a job, the newest first; empty when the monitor is no heartbeat.
    public Optional<List<Timed>> last(Handle handle, MonitorId id) {
        if (!jobs.isKnown(handle, id)) {
            return Optional.empty();
        }
        var calls = store.all(handle, id);
        Map<Long, Duration> durations = Runs.durations(Runs.of(calls));
        return Optional.of(calls.reversed().stream()
                .map(call -> new Timed(call, Optional.ofNullable(durations.get(call.id()))))
                .toList());
    }
}
