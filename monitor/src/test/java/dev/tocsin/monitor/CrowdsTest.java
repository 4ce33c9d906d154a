package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrowdsTest {
    private final Crowds crowds = new Crowds(2);

    @Test
    void a_host_that_hangs_fills_its_own_measure_and_no_others() {
        assertThat(crowds.enter("slow")).isTrue();
        assertThat(crowds.enter("slow")).isTrue();

        assertThat(crowds.enter("slow")).isFalse();
        assertThat(crowds.enter("quick")).isTrue();
    }

    @Test
    void who_leaves_makes_room() {
        crowds.enter("slow");
        crowds.enter("slow");
        crowds.leave("slow");

        assertThat(crowds.enter("slow")).isTrue();
        assertThat(crowds.enter("slow")).isFalse();
    }
}
