package dev.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThreadTimerTest {
    private final Clock clock = Clock.systemUTC();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void what_is_due_runs_at_once_and_what_is_to_come_at_its_instant() {
        try (var timer = new ThreadTimer(clock)) {
            timer.at(clock.instant().plusMillis(50), done::incrementAndGet);
            timer.at(Instant.EPOCH, done::incrementAndGet);

            await().until(() -> done.get() == 2);
        }
    }

    @Test
    void after_the_end_what_is_asked_for_is_forgotten_and_troubles_nobody() {
        var timer = new ThreadTimer(clock);
        timer.close();

        assertThatCode(() -> timer.at(Instant.EPOCH, done::incrementAndGet)).doesNotThrowAnyException();
        assertThat(done).hasValue(0);
    }
}
