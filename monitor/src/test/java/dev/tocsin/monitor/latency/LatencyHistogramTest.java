package dev.tocsin.monitor.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

    @Property(tries = 500)
    void a_percentile_is_at_most_one_percent_off(
            @ForAll("times") List<Duration> times, @ForAll @IntRange(min = 1, max = 100) int percent) {
        var sorted = times.stream().sorted().toList();
        var exact = sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);

        var told = LatencyHistogram.of(times).percentile(percent).orElseThrow();

        assertThat((double) told.toNanos()).isCloseTo((double) exact.toNanos(), withinPercentage(1));
    }

    @Property(tries = 300)
    void parts_in_any_order_make_the_same_whole(
            @ForAll("times") List<Duration> some, @ForAll("times") List<Duration> others, @ForAll long seed) {
        var all = new ArrayList<>(Stream.concat(some.stream(), others.stream()).toList());
        Collections.shuffle(all, new Random(seed));
        var one = LatencyHistogram.of(some);
        var other = LatencyHistogram.of(others);

        assertThat(LatencyHistogram.sum(List.of(one, other, LatencyHistogram.NONE)))
                .isEqualTo(LatencyHistogram.sum(List.of(other, one)))
                .isEqualTo(LatencyHistogram.of(all));
    }

    @Test
    void no_looks_have_no_percentile() {
        assertThat(LatencyHistogram.NONE.percentile(50)).isEmpty();
        assertThat(LatencyHistogram.NONE.count()).isZero();
    }

    @Test
    void a_time_too_short_to_be_measured_counts_as_a_microsecond() {
        assertThat(LatencyHistogram.of(List.of(Duration.ZERO)))
                .isEqualTo(LatencyHistogram.of(List.of(Duration.ofNanos(1_000))));
    }

    @Provide
    Arbitrary<List<Duration>> times() {
        return Arbitraries.longs()
                .between(1, Duration.ofMinutes(2).toMillis() * 1_000)
                .map(micros -> Duration.ofNanos(micros * 1_000))
                .list()
                .ofMinSize(1)
                .ofMaxSize(200);
    }
}
