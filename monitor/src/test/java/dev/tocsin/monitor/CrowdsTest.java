package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CrowdsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void a_host_that_hangs_fills_its_own_measure_and_no_others() {
        var crowds = new Crowds(2, Duration.ofMillis(20));

        assertThat(crowds.enter("slow")).isTrue();
        assertThat(crowds.enter("slow")).isTrue();

        assertThat(crowds.enter("slow")).isFalse();
        assertThat(crowds.enter("quick")).isTrue();
    }

    @Test
    void who_leaves_makes_room() {
        var crowds = new Crowds(2, Duration.ofMillis(20));
        crowds.enter("slow");
        crowds.enter("slow");
        crowds.leave("slow");

        assertThat(crowds.enter("slow")).isTrue();
        assertThat(crowds.enter("slow")).isFalse();
    }

    @Test
    void many_looks_at_once_take_turns_and_none_is_left_out() throws Exception {
        var crowds = new Crowds(1, LONG);
        crowds.enter("shared");
        var waiting = CompletableFuture.supplyAsync(() -> crowds.enter("shared"), Thread::startVirtualThread);

        crowds.leave("shared");

        assertThat(waiting.get()).isTrue();
        crowds.leave("shared");
        assertThat(crowds.enter("shared")).isTrue();
    }
}
