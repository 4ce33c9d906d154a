package dev.tocsin.app.schedule;

import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/// What the cluster does by the clock. Each piece runs on one node at a time, whichever is free, and is tried again at
/// its next time when it throws. `walk` gets the number of a shard once a round.
public record ScheduledWork(int shards, IntConsumer walk, List<DailyJob> daily) {

    public ScheduledWork {
        if (shards < 1) {
            throw new IllegalArgumentException(shards + " shards cannot hold a monitor, at least 1 is needed");
        }
        daily = List.copyOf(daily);
        if (names(daily).size() < daily.size()) {
            throw new IllegalArgumentException("two daily jobs have one name: " + daily);
        }
    }

    /// Work for times of the day. `cron` is Quartz's expression (seconds first), read in UTC.
    public record DailyJob(String name, String cron, Runnable work) {}

    private static Set<String> names(List<DailyJob> daily) {
        return daily.stream().map(DailyJob::name).collect(Collectors.toSet());
    }
}
