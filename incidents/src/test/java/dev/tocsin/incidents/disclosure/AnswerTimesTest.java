package dev.tocsin.incidents.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.db.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerTimesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private final TestDatabase postgres = TestDatabase.create();

    @AfterEach
    void drop() {
        postgres.close();
    }

    @Test
    void half_and_nine_in_ten_are_told_of_those_that_were_answered_since() {
        for (var hours = 1; hours <= 11; hours++) {
            report("r" + hours, NOON, Optional.of(NOON.plus(Duration.ofHours(hours))));
        }
        report("waiting", NOON, Optional.empty());
        report("old", NOON.minusSeconds(1), Optional.of(NOON.plus(Duration.ofDays(30))));

        assertThat(since(NOON)).contains(new AnswerTimes.Measured(11, Duration.ofHours(6), Duration.ofHours(10)));
    }

    @Test
    void where_nothing_was_answered_nothing_is_told() {
        report("waiting", NOON, Optional.empty());

        assertThat(since(NOON)).isEmpty();
    }

    private Optional<AnswerTimes.Measured> since(Instant from) {
        return postgres.database().transact(handle -> new AnswerTimes().since(handle, from));
    }

    private void report(String reference, Instant received, Optional<Instant> replied) {
        postgres.database()
                .run(handle -> handle.createUpdate("""
                                insert into disclosure (reference, state, kind, subject, sender, authenticity,
                                                        received_at, first_reply_due_at, first_replied_at)
                                values (:reference, 'new', 'security', '', '', '', :received, :received, :replied)
                                """)
                        .bind("reference", reference)
                        .bind("received", received)
                        .bind("replied", replied)
                        .execute());
    }
}
