package dev.tocsin.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusMappingTest {
    private static final StatusMapping LENIENT =
            new StatusMapping(ComponentStatus.PARTIAL_OUTAGE, ComponentStatus.OPERATIONAL, ComponentStatus.OPERATIONAL);

    @Test
    void a_component_may_make_less_of_a_monitor_that_is_down() {
        assertThat(LENIENT.of(List.of(Verdict.DOWN, Verdict.DOWN))).isEqualTo(ComponentStatus.PARTIAL_OUTAGE);
        assertThat(LENIENT.of(List.of(Verdict.DOWN, Verdict.UP))).isEqualTo(ComponentStatus.OPERATIONAL);
        assertThat(LENIENT.of(List.of(Verdict.DEGRADED, Verdict.UP))).isEqualTo(ComponentStatus.OPERATIONAL);
    }

    @Test
    void what_nobody_could_look_at_is_never_made_green() {
        assertThat(LENIENT.of(List.of(Verdict.DOWN, Verdict.UNKNOWN))).isEqualTo(ComponentStatus.NO_DATA);
        assertThat(LENIENT.of(List.of(Verdict.UNKNOWN))).isEqualTo(ComponentStatus.NO_DATA);
    }

    @Test
    void the_usual_one_is_the_table_of_the_page() {
        for (var first : Verdict.values()) {
            for (var second : Verdict.values()) {
                var said = List.of(first, second);
                assertThat(StatusMapping.USUAL.of(said)).isEqualTo(ComponentStatus.of(said));
            }
        }
    }
}
