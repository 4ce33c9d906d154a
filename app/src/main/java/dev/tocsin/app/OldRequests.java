package dev.tocsin.app;

import dev.tocsin.db.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Rows that remember a request or a text so that its repetition does nothing. Those who write them drop the old ones
/// when the next one comes; where none comes, what they say would stay for ever.
record OldRequests(Database database, InstantSource clock) {
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final List<String> TABLES = List.of("monitor_request", "api_request", "answered_text");

    void drop() {
        var before = clock.instant().minus(REMEMBERED);
        for (var table : TABLES) {
            database.run(handle -> handle.createUpdate("delete from <table> where at < :before")
                    .define("table", table)
                    .bind("before", before)
                    .execute());
        }
    }
}
