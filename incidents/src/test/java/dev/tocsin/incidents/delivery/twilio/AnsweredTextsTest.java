package dev.tocsin.incidents.delivery.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnsweredTextsTest {

    private final AnsweredTexts answered = new AnsweredTexts();
    private final AtomicInteger acts = new AtomicInteger();

    @Test
    void a_repeated_message_is_acted_on_once_and_answered_the_same() {
        var first = answered.answer("SM1", this::act);
        var second = answered.answer("SM1", this::act);

        assertThat(second).isEqualTo(first).contains("answer 1");
        assertThat(acts).hasValue(1);
    }

    @Test
    void a_repetition_waits_for_the_first_answer() throws Exception {
        var acting = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> answered.answer("SM1", () -> {
                acting.countDown();
                waitFor(done);
                return act();
            }));
            acting.await();
            var second = threads.submit(() -> answered.answer("SM1", this::act));
            done.countDown();

            assertThat(second.get()).isEqualTo(first.get());
        }
        assertThat(acts).hasValue(1);
    }

    @Test
    void a_failed_act_is_tried_again_by_the_repetition() {
        assertThatThrownBy(() -> answered.answer("SM1", () -> {
                    throw new IllegalStateException("no database");
                }))
                .hasMessage("no database");

        assertThat(answered.answer("SM1", this::act)).contains("answer 1");
    }

    @Test
    void only_the_last_thousand_are_remembered() {
        for (var i = 0; i <= 1_000; i++) {
            answered.answer("SM" + i, this::act);
        }

        answered.answer("SM1000", this::act);
        assertThat(acts).hasValue(1_001);
        answered.answer("SM0", this::act);
        assertThat(acts).hasValue(1_002);
    }

    private Optional<String> act() {
        return Optional.of("answer " + acts.incrementAndGet());
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
