package dev.tocsin.monitor.heartbeat;

import dev.tocsin.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/// Notes, every few seconds, that this process is there to take calls. What nobody noted is time in which a job may
/// have called in vain.
public final class Attendance implements AutoCloseable {
    /// How often [#noteDue()] is to be called.
    public static final Duration EVERY = Duration.ofSeconds(5);

    private final Database database;
    private final InstantSource clock;
    private final AttendanceStore store = new AttendanceStore();
    private OptionalLong row = OptionalLong.empty();
    private Instant noted = Instant.MIN;
    private boolean closed;
    private volatile boolean interrupted;
    private volatile boolean cutOff;

    public Attendance(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Notes that we are there, and were since the last time, unless that was too long ago or was interrupted.
    /// Waits for the database.
    public synchronized void noteDue() {
        if (cutOff || closed) {
            return;
        }
        var now = clock.instant();
        var continued = !interrupted && !now.isAfter(noted.plus(Absences.NOTED_WITHIN));
        interrupted = false;
        row = OptionalLong.of(
                database.transact(handle -> continued && row.isPresent() && store.extend(handle, row.getAsLong(), now)
                        ? row.getAsLong()
                        : store.begin(handle, now)));
        noted = now;
    }

    /// A call was turned away: we were there up to the last note, and are again from the next one on. Returns at
    /// once.
    public void interrupted() {
        interrupted = true;
    }

    /// Nobody can reach us from here on: our own network is down. Returns at once.
    public void cutOff() {
        interrupted = true;
        cutOff = true;
    }

    /// Whoever calls reaches us again. Returns at once.
    public void reachable() {
        cutOff = false;
    }

    /// Notes, to the moment, that we are leaving.
    @Override
    public synchronized void close() {
        noteDue();
        closed = true;
    }
}
