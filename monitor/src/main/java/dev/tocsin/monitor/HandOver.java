package dev.tocsin.monitor;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/// Puts slots back that a node had taken and will not look at: its own when it stops, another's when that one has
/// died. So they wait for the first node that hears of it, and not for the monitor's next interval.
public final class HandOver implements AutoCloseable {
    /// The work that is signalled when there are slots to be taken: [Rounds#walkAll].
    public static final String WORK = "rounds";

    /// What was begun so shortly before the end may never have been settled.
    private static final Duration IN_FLIGHT = Rounds.ROUND.multipliedBy(2);

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);
    private static final Duration LAST_SLOTS = Duration.ofSeconds(2);

    private final Database database;
    private final InstantSource clock;
    private final UUID node;
    private final HandOverStore store = new HandOverStore();

    /// @param node the name under which this process claims
    public HandOver(Database database, InstantSource clock, UUID node) {
        this.database = database;
        this.clock = clock;
        this.node = node;
    }

    /// Begins, with all shards at once. Where nobody else can be on these tables, what was taken before is taken by
    /// nobody now.
    public void begin(boolean alone) {
        var earliest = clock.instant().minus(LONGEST_SILENCE);
        database.run(handle -> {
            if (alone) {
                store.claimants(handle).stream()
                        .filter(other -> !other.equals(node))
                        .forEach(gone -> store.putBack(handle, gone, earliest));
            }
            Wakes.signal(handle, WORK);
        });
    }

    /// `dead` was last known to live at `seen`. A node that only seemed dead does no harm by going on: its slots
    /// are then looked at twice.
    public void takeOver(UUID dead, Instant seen) {
        var earliest = clock.instant().minus(LONGEST_SILENCE);
        var alive = seen.isBefore(earliest) ? earliest : seen;
        putBack(dead, alive.minus(IN_FLIGHT));
    }

    /// Hands on what this node has taken but for the slots of the next 2 s, and waits for those: by then the
    /// others have taken the rest. To be called when this node claims no more, and still looks.
    @Override
    public void close() {
        putBack(node, clock.instant().plus(LAST_SLOTS));
        try {
            Thread.sleep(LAST_SLOTS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void putBack(UUID from, Instant earliest) {
        database.run(handle -> {
            store.putBack(handle, from, earliest);
            Wakes.signal(handle, WORK);
        });
    }
}
