package dev.tocsin.incidents.delivery.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.db.MovableClock;
import dev.tocsin.db.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnsweredTextsTest {

    private final TestDatabase postgres = TestDatabase.create();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-05T14:05:00Z"));
    private final AnsweredTexts answered = new AnsweredTexts(postgres.database(), clock);
    private final AtomicInteger acts = new AtomicInteger();

    @AfterEach
    void close() {
        postgres.close();
    }

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
    void a_text_that_comes_again_after_a_restart_does_nothing_twice() {
        var first = answered.answer("SM1", this::act);
        var none = answered.answer("SM2", Optional::empty);

        var restarted = new AnsweredTexts(postgres.database(), clock);

        assertThat(restarted.answer("SM1", this::act)).isEqualTo(first).contains("answer 1");
        assertThat(restarted.answer("SM2", this::act)).isEqualTo(none).isEmpty();
        assertThat(acts).hasValue(1);
    }

    @Test
    void a_day_is_remembered_and_no_more() {
        answered.answer("SM1", this::act);

        clock.advance(Duration.ofHours(25));
        answered.answer("SM2", this::act);

        assertThat(answered.answer("SM1", this::act)).contains("answer 3");
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
