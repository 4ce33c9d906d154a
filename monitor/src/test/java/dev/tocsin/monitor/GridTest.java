package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final int SHARDS = 64;

    @Test
    void a_monitor_keeps_its_place_on_every_node_and_after_every_release() {
        var grid = Grid.of("shop", Duration.ofSeconds(30), SHARDS);

        assertThat(grid).isEqualTo(new Grid(16, Duration.ofMillis(16_889)));
    }

    @Test
    void monitors_with_like_names_do_not_look_at_the_same_moment() {
        var busiestSecond =
                mostInOne(grids("monitor-%d", 1_000), grid -> grid.phase().toSeconds());

        assertThat(busiestSecond).isLessThan(60);
    }

    @Test
    void monitors_with_like_names_do_not_crowd_into_one_shard() {
        var fullestShard = mostInOne(grids("https://shop-%d.example.com/", 1_000), Grid::shard);

        assertThat(fullestShard).isLessThan(40);
    }

    @Test
    void the_monitors_of_one_shard_do_not_look_at_the_same_moment() {
        var oneShard = grids("api-%d", 6_400).stream()
                .filter(grid -> grid.shard() == 7)
                .toList();

        assertThat(mostInOne(oneShard, grid -> grid.phase().toSeconds())).isLessThan(15);
    }

    @Property(tries = 300)
    void every_name_has_a_shard_and_a_place_within_its_interval(
            @ForAll String name, @ForAll @IntRange(min = 5, max = 86_400) int seconds) {
        var every = Duration.ofSeconds(seconds);
        var grid = Grid.of(name, every, SHARDS);

        assertThat(grid.shard()).isBetween(0, SHARDS - 1);
        assertThat(grid.phase()).isBetween(Duration.ZERO, every.minusMillis(1));
    }

    @Property(tries = 300)
    void the_newest_slot_is_at_most_one_interval_old_and_on_the_grid(
            @ForAll String name,
            @ForAll @IntRange(min = 5, max = 86_400) int seconds,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long epochSecond,
            @ForAll @IntRange(min = 0, max = 999_999_999) int nanos) {
        var every = Duration.ofSeconds(seconds);
        var grid = Grid.of(name, every, SHARDS);
        var now = Instant.ofEpochSecond(epochSecond, nanos);

        var slot = grid.slotBefore(now, every);

        assertThat(slot).isBeforeOrEqualTo(now);
        assertThat(slot.plus(every)).isAfter(now);
        assertThat((slot.toEpochMilli() - grid.phase().toMillis()) % every.toMillis())
                .isZero();
        assertThat(grid.slotBefore(slot, every)).isEqualTo(slot);
    }

    private static List<Grid> grids(String names, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Grid.of(names.formatted(number), Duration.ofSeconds(30), SHARDS))
                .toList();
    }

    private static long mostInOne(List<Grid> grids, ToLongFunction<Grid> bucket) {
        return grids.stream()
                .collect(Collectors.groupingBy(bucket::applyAsLong, Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }
}
