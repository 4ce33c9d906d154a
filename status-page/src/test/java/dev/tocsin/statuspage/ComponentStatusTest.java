package dev.tocsin.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.MonitorId;
import dev.tocsin.monitor.MonitorState;
import dev.tocsin.monitor.Standing;
import dev.tocsin.monitor.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ComponentStatusTest {
    private static final Instant NOW = Instant.parse("2026-11-23T15:50:00Z");

    @Test
    void monitors_speak_for_their_component() {
        assertThat(ComponentStatus.of(List.of(Verdict.DOWN, Verdict.DOWN))).isEqualTo(ComponentStatus.MAJOR_OUTAGE);
        assertThat(ComponentStatus.of(List.of(Verdict.DOWN, Verdict.UP))).isEqualTo(ComponentStatus.PARTIAL_OUTAGE);
        assertThat(ComponentStatus.of(List.of(Verdict.DOWN, Verdict.UNKNOWN)))
                .isEqualTo(ComponentStatus.PARTIAL_OUTAGE);
        assertThat(ComponentStatus.of(List.of(Verdict.UP, Verdict.DEGRADED)))
                .isEqualTo(ComponentStatus.DEGRADED_PERFORMANCE);
        assertThat(ComponentStatus.of(List.of(Verdict.UP, Verdict.UP))).isEqualTo(ComponentStatus.OPERATIONAL);
        assertThat(ComponentStatus.of(List.of())).isEqualTo(ComponentStatus.NO_DATA);
    }

    @Property
    void green_needs_the_word_of_every_monitor(@ForAll List<Verdict> verdicts) {
        var green = ComponentStatus.of(verdicts) == ComponentStatus.OPERATIONAL;

        assertThat(green).isEqualTo(!verdicts.isEmpty() && verdicts.stream().allMatch(Verdict.UP::equals));
    }

    @Test
    void a_look_counts_for_three_intervals_and_no_longer() {
        assertThat(ComponentStatus.freshVerdict(looked(Duration.ofSeconds(90)), NOW))
                .isEqualTo(Verdict.UP);
        assertThat(ComponentStatus.freshVerdict(looked(Duration.ofMillis(90_001)), NOW))
                .isEqualTo(Verdict.UNKNOWN);
    }

    private static MonitorState looked(Duration ago) {
        var unknown = Standing.unknown(Instant.EPOCH);
        return new MonitorState(
                new MonitorId(1),
                "shop",
                Duration.ofSeconds(30),
                new Standing(Verdict.UP, Instant.EPOCH, unknown.answering(), unknown.prompt()),
                Optional.of(NOW.minus(ago)),
                "",
                Instant.EPOCH);
    }
}
