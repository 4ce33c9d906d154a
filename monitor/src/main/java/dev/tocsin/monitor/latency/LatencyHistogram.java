package dev.tocsin.monitor.latency;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How many looks took how long. Bucket `b` holds what took more than 1.02^(b-1) and at most 1.02^b microseconds; all
/// histograms have the same buckets, so they are merged by adding, in any order, without loss. A percentile is the
/// middle of its bucket and at most 1 % off (the buckets of DDSketch: Masson, Rim and Lee, 2019).
public record LatencyHistogram(SortedMap<Integer, Long> counts) {

    public static final LatencyHistogram NONE = new LatencyHistogram(new TreeMap<>());

    private static final double GROWTH = 1.02;

    public LatencyHistogram {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /// One that holds these times; less than a microsecond counts as one.
    public static LatencyHistogram of(Collection<Duration> times) {
        var counts = new TreeMap<Integer, Long>();
        times.forEach(time -> counts.merge(bucket(time), 1L, Long::sum));
        return new LatencyHistogram(counts);
    }

    /// All of `parts` in one.
    public static LatencyHistogram sum(Collection<LatencyHistogram> parts) {
        var counts = new TreeMap<Integer, Long>();
        parts.forEach(part -> part.counts.forEach((bucket, count) -> counts.merge(bucket, count, Long::sum)));
        return new LatencyHistogram(counts);
    }

    public long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The time that `percent` (more than 0, at most 100) of the looks did not exceed: the nearest rank. Empty when
    /// there are none.
    public Optional<Duration> percentile(int percent) {
        var rank = Math.ceilDiv(count() * percent, 100L);
        var passed = 0L;
        for (var bucket : counts.entrySet()) {
            passed += bucket.getValue();
            if (passed >= rank) {
                return Optional.of(middle(bucket.getKey()));
            }
        }
        return Optional.empty();
    }

    private static int bucket(Duration time) {
        double micros = Math.max(1, time.toNanos() / 1_000);
        return (int) Math.ceil(Math.log(micros) / Math.log(GROWTH));
    }

    /// As far from the bucket's lower end, in proportion, as from its upper.
    private static Duration middle(int bucket) {
        var micros = 2 * Math.pow(GROWTH, bucket) / (GROWTH + 1);
        return Duration.ofNanos(Math.round(micros * 1_000));
    }
}
