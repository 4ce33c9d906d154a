package dev.tocsin.monitor;

import dev.tocsin.db.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// The raw looks: kept by the day, and thrown away by the day.
public final class Observations {
    private static final int DAYS_AHEAD = 3;

    private final Database database;
    private final InstantSource clock;
    private final ObservationStore store = new ObservationStore();

    public Observations(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Makes the partitions of today and the next days, and drops those older than `kept`, but none whose looks are not
    /// in the roll-ups yet. To be called at the start and daily. Answers the names of what was dropped.
    public List<String> turnDays(Duration kept) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return database.transact(handle -> {
            store.makePartitions(handle, today.minusDays(1), today.plusDays(DAYS_AHEAD));
            return store.rolledUpDay(handle)
                    .map(rolled -> store.dropPartitionsBefore(handle, earlier(today.minusDays(kept.toDays()), rolled)))
                    .orElse(List.of());
        });
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
