package dev.tocsin.monitor.heartbeat;

import static dev.tocsin.monitor.heartbeat.Jobs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RunsTest {

    @Test
    void a_run_lasts_from_its_start_to_its_end() {
        assertThat(durations(Jobs.hourly().says("12:00", "start").says("12:04", "")))
                .containsExactly(Optional.of(Duration.ofMinutes(4)));
        assertThat(durations(Jobs.hourly().says("12:00", "start").says("12:04", "7")))
                .containsExactly(Optional.of(Duration.ofMinutes(4)));
    }

    @Test
    void an_end_whose_start_was_not_told_has_no_duration() {
        assertThat(durations(Jobs.hourly().says("12:04", "").says("12:05", "fail")))
                .containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void an_end_with_an_id_does_not_end_a_run_without_nor_the_other_way_round() {
        assertThat(durations(Jobs.hourly()
                        .says("12:00", "start")
                        .says("12:01", "start", Jobs.ONE)
                        .says("12:02", "", Jobs.OTHER)
                        .says("12:05", "")
                        .says("12:07", "", Jobs.ONE)))
                .containsExactly(
                        Optional.empty(), Optional.of(Duration.ofMinutes(5)), Optional.of(Duration.ofMinutes(6)));
    }

    @Test
    void a_start_that_is_told_twice_with_its_id_counts_from_the_first_and_without_it_from_the_last() {
        assertThat(durations(Jobs.hourly()
                        .says("12:00", "start", Jobs.ONE)
                        .says("12:01", "start", Jobs.ONE)
                        .says("12:05", "", Jobs.ONE)))
                .containsExactly(Optional.of(Duration.ofMinutes(5)));
        assertThat(durations(Jobs.hourly()
                        .says("12:00", "start")
                        .says("12:01", "start")
                        .says("12:05", "")))
                .containsExactly(Optional.of(Duration.ofMinutes(4)));
    }

    @Test
    void the_median_is_of_runs_that_ended_well() {
        var job = Jobs.hourly();
        for (var minutes : List.of(3, 9, 4)) {
            job.says("12:10", "start").says("12:" + (10 + minutes), "");
        }
        job.says("13:00", "start").says("13:01", "1");

        assertThat(Runs.median(Runs.of(job.calls()))).contains(Duration.ofMinutes(4));
        assertThat(Runs.median(List.of())).isEmpty();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void runs_with_ids_are_paired_however_they_overlap(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 1_000) Integer> begins,
            @ForAll @Size(value = 20) List<@IntRange(min = 1, max = 500) Integer> lengths) {
        record Said(long second, Signal signal, UUID run) {}
        var said = new ArrayList<Said>();
        var expected = new HashMap<UUID, Duration>();
        for (var i = 0; i < begins.size(); i++) {
            var run = new UUID(7, i);
            said.add(new Said(begins.get(i), Signal.START, run));
            said.add(new Said(begins.get(i) + lengths.get(i), Signal.SUCCESS, run));
            expected.put(run, Duration.ofSeconds(lengths.get(i)));
        }
        said.sort(Comparator.comparingLong(Said::second));
        var calls = new ArrayList<Call>();
        for (var one : said) {
            calls.add(new Call(
                    calls.size() + 1L,
                    NOON.plusSeconds(one.second()),
                    one.signal(),
                    Optional.of(one.run()),
                    Optional.empty()));
        }

        var runs = Runs.of(calls);

        var found = new HashMap<UUID, Duration>();
        runs.forEach(run -> found.put(run.id().orElseThrow(), run.took().orElseThrow()));
        assertThat(runs).hasSize(begins.size());
        assertThat(found).isEqualTo(expected);
    }

    private static List<Optional<Duration>> durations(Jobs job) {
        return Runs.of(job.calls()).stream()
                .filter(run -> run.ended().isPresent())
                .map(Run::took)
                .toList();
    }
}
