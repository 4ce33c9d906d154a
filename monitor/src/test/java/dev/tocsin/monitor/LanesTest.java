package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Lanes lanes = new Lanes(2, Duration.ofMillis(20), nanos::get);

    @Test
    void targets_that_hang_fill_their_own_lane_and_hold_up_no_other() {
        look("silent 1", Duration.ofSeconds(10));
        look("silent 2", Duration.ofSeconds(10));
        look("silent 3", Duration.ofSeconds(10));

        assertThat(lanes.enter("silent 1")).isPresent();
        assertThat(lanes.enter("silent 2")).isPresent();

        assertThat(lanes.enter("silent 3")).isEmpty();
        assertThat(lanes.enter("shop")).isPresent();
        assertThat(lanes.enter("blog")).isPresent();
        assertThat(lanes.enter("till")).isEmpty();
    }

    @Test
    void who_answers_again_is_among_the_others_again() {
        look("shop", Duration.ofSeconds(10));
        look("shop", Duration.ofMillis(30));
        assertThat(lanes.enter("blog")).isPresent();
        assertThat(lanes.enter("till")).isPresent();

        assertThat(lanes.enter("shop")).isEmpty();
    }

    private void look(String target, Duration lasting) {
        try (var _ = lanes.enter(target).orElseThrow()) {
            nanos.addAndGet(lasting.toNanos());
        }
    }
}
