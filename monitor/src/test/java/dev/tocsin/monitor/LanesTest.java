package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanesTest {
    private final Lanes lanes = new Lanes(2, Duration.ofMillis(20));

    @Test
    void targets_that_hang_fill_their_own_lane_and_hold_up_no_other() {
        assertThat(lanes.enter(true)).isPresent();
        assertThat(lanes.enter(true)).isPresent();
        assertThat(lanes.enter(true)).isEmpty();

        assertThat(lanes.enter(false)).isPresent();
        assertThat(lanes.enter(false)).isPresent();
        assertThat(lanes.enter(false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"999, false", "1000, true", "10000, true"})
    void whoever_took_a_second_is_slow_until_it_was_quicker(long millis, boolean slow) {
        var took = new Timings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMillis(millis));
        var evidence = new Evidence(Instant.EPOCH, "", took, Optional.empty(), Optional.empty(), List.of());

        assertThat(Lanes.isSlow(new Observation.Failed(evidence, "timed out"))).isEqualTo(slow);
    }

    @Test
    void a_look_that_is_over_makes_room_in_its_lane() {
        assertThat(lanes.enter(true)).isPresent();
        try (var place = lanes.enter(true).orElseThrow()) {
            assertThat(lanes.enter(true)).isEmpty();
            assertThat(place).isNotNull();
        }

        assertThat(lanes.enter(true)).isPresent();
    }
}
