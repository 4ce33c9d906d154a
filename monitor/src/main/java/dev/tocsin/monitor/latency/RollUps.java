package dev.tocsin.monitor.latency;

import dev.tocsin.db.Database;
import dev.tocsin.monitor.availability.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// Rolls looks up to histograms of five minutes, hours and days, which outlive them. One transaction does an
/// hour that is over and moves the watermark on with it, so a crash anywhere repeats or loses nothing; the
/// watermark's lock keeps the other nodes away.
public final class RollUps {
    /// By then a look has ended and was settled, when nothing is amiss.
    private static final Duration SETTLED = Duration.ofMinutes(2);

    /// A look that comes late sets the watermark back. One that is committed just while its hour is rolled up does not:
    /// the hour before the watermark is read once more.
    private static final Duration AGAIN = Step.HOUR.length();

    private static final int DROPPED_AT_ONCE = 20_000;

    private final Database database;
    private final InstantSource clock;
    private final RollUpStore store = new RollUpStore();

    public RollUps(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Rolls up all hours that are over. To be called every few minutes; waits for the database only. Does
    /// nothing while another node is at it.
    public void rollUpDue() {
        while (database.transact(this::rollUpHour)) {
            // There is more to catch up with.
        }
    }

    /// Drops the roll-ups of what lies longer ago than `kept`; answers how many. To be called daily.
    public int dropOlder(Duration kept) {
        var before = clock.instant().minus(kept);
        var dropped = database.transact(handle -> store.dropDays(handle, before));
        for (var last = DROPPED_AT_ONCE; last == DROPPED_AT_ONCE; dropped += last) {
            last = database.transact(handle -> store.dropHours(handle, before, DROPPED_AT_ONCE));
        }
        return dropped;
    }

    /// Whether an hour was due.
    private boolean rollUpHour(Handle handle) {
        var settled = Step.HOUR.floor(clock.instant().minus(SETTLED));
        var due = store.claim(handle)
                .flatMap(mark -> store.firstKept(handle, mark.rolledUntil().orElse(Instant.EPOCH)))
                .map(Step.HOUR::floor)
                .filter(settled::isAfter);
        due.ifPresent(began -> {
            var hour = new Window(began, began.plus(Step.HOUR.length()));
            rollUp(handle, hour);
            store.move(handle, hour.to());
        });
        return due.isPresent();
    }

    private void rollUp(Handle handle, Window hour) {
        var days = new TreeSet<Instant>();
        days.add(Step.DAY.floor(hour.from()));
        store.rollUpHours(handle, new Window(hour.from().minus(AGAIN), hour.to()))
                .forEach(gained -> days.add(Step.DAY.floor(gained)));
        days.removeIf(day -> day.plus(Step.DAY.length()).isAfter(hour.to()));
        days.forEach(day -> store.rollUpDay(handle, day));
    }
}
