package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.db.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OldRequestsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T15:50:00Z");

    @Test
    void what_a_repetition_is_known_by_is_gone_after_a_day_also_where_no_other_request_comes() {
        try (var postgres = TestDatabase.create()) {
            var database = postgres.database();
            for (var age : List.of(Duration.ofHours(23), Duration.ofHours(25))) {
                database.run(handle -> {
                    handle.createUpdate(
                                    "insert into api_request (caller, key, at, fingerprint) values ('ana', :key, :at, 'f')")
                            .bind("key", age.toString())
                            .bind("at", NOW.minus(age))
                            .execute();
                    handle.createUpdate("insert into answered_text (provider_id, at, answer) values (:key, :at, 'ok')")
                            .bind("key", age.toString())
                            .bind("at", NOW.minus(age))
                            .execute();
                });
            }

            new OldRequests(database, () -> NOW).drop();

            List<String> left = database.transact(handle -> handle.createQuery(
                            "select key from api_request union all select provider_id from answered_text")
                    .mapTo(String.class)
                    .list());
            assertThat(left).containsExactly("PT23H", "PT23H");
        }
    }
}
