package dev.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.Severity;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is shown of an incident while something happens to it.
class IncidentJsonTest {
    private final IncidentHouse house = new IncidentHouse();

    @AfterEach
    void close() {
        house.close();
    }

    /// A drill ended without a word of the page that proved it.
    @Test
    void a_page_that_is_shown_to_have_got_through_has_its_line_in_the_timeline_whenever_that_happens() {
        var statements = Integer.MAX_VALUE;
        for (var moment = 1; moment <= statements; moment++) {
            house.incidents.report("shop" + moment, "SHOP DOWN", "refused", Severity.CRITICAL, "default");
            house.pages.pageDue();
            var counted = new AtomicInteger();

            var shown = shown(1 + moment, moment, counted);

            statements = counted.get();
            var gotThrough = shown.path("pages").findValuesAsText("state").contains("accepted");
            var line = shown.path("timeline").findValuesAsText("kind").contains("delivered");
            assertThat(line || !gotThrough)
                    .as("after statement %d of %d: %s", moment, statements, shown)
                    .isTrue();
        }
        assertThat(statements).isGreaterThan(4);
    }

    /// Its first page gets through after the statement with that number.
    private JsonNode shown(long incident, int moment, AtomicInteger counted) {
        return house.postgres.database().transact(handle -> {
            var found = house.incidents.find(handle, new IncidentId(incident)).orElseThrow();
            handle.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    if (counted.incrementAndGet() == moment) {
                        CompletableFuture.runAsync(() -> getsThrough(incident)).join();
                    }
                }
            });
            return house.json.whole(handle, found);
        });
    }

    private void getsThrough(long incident) {
        house.postgres.database().run(handle -> {
            handle.execute(
                    "update delivery set state = 'accepted', settled_at = now(), accepted_at = now() "
                            + "where id in (select delivery_id from page where incident_id = ?)",
                    incident);
            handle.execute(
                    "insert into incident_event (incident_id, at, kind, detail) values (?, now(), 'delivered', '{}')",
                    incident);
        });
    }
}
