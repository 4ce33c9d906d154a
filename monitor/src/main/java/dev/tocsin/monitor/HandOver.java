package dev.tocsin.monitor;

import dev.tocsin.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/// Puts slots back that a node had taken and will not look at: its own when it stops, another's when that one has
/// died. So they wait for the next round of any node, and not for the monitor's next interval.
public final class HandOver implements AutoCloseable {
    /// What was begun so shortly before the end may never have been settled.
    private static final Duration IN_FLIGHT = Rounds.ROUND.multipliedBy(2);

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private final UUID node;
    private final MonitorStore store = new MonitorStore();

    /// @param node the name under which this process claims
    public HandOver(Database database, InstantSource clock, UUID node) {
        this.database = database;
        this.clock = clock;
        this.node = node;
    }

    /// `dead` was last known to live at `seen`. A node that only seemed dead does no harm by going on: its slots
    /// are then looked at twice.
    public void takeOver(UUID dead, Instant seen) {
        var earliest = clock.instant().minus(LONGEST_SILENCE);
        putBack(dead, seen.isBefore(earliest) ? earliest : seen);
    }

    /// Hands on what this node has taken, once all its looks are settled and before the database is closed.
    @Override
    public void close() {
        putBack(node, clock.instant());
    }

    private void putBack(UUID from, Instant alive) {
        database.run(handle -> store.putBack(handle, from, alive.minus(IN_FLIGHT)));
    }
}
