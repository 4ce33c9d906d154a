package dev.tocsin.app.monitors;

import static dev.tocsin.app.monitors.ApiHouse.MONITORS;
import static dev.tocsin.app.monitors.ApiHouse.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.app.edge.Scope;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What one node is told, the others know and do.
@Execution(ExecutionMode.CONCURRENT)
class MonitorClusterTest {
    @TempDir
    private Path folder;

    @Test
    void a_change_takes_effect_on_every_node_without_a_restart() throws IOException {
        try (var house = new ApiHouse(folder)) {
            var second = house.join("second");
            house.createAt("shop", house.url("/"), "Till");
            house.awaitVerdict("shop", "up");
            within(() ->
                    ApiHouse.component(second, "Till").path("status").asText().equals("operational"));

            var changed = second.send(
                    "PATCH", MONITORS + "/shop", "{\"http\": \"%s\"}".formatted(house.url("/down")), "If-Match", "*");
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
            second.send("POST", MONITORS, "{\"name\": \"late\", \"http\": \"%s\"}".formatted(house.url("/down")));
            second.close();

            // Whoever of them looked before, now it can only be the first.
            within(() -> house.incident("shop").path("status").asText().equals("triggered"));
            within(() -> house.incident("late").path("status").asText().equals("triggered"));
            assertThat(house.node
                            .get("/api/v1/incidents")
                            .json()
                            .path("incidents")
                            .findValuesAsText("monitor"))
                    .containsOnlyOnce("shop");
        }
    }

    @Test
    void a_request_that_is_sent_again_to_another_node_makes_nothing_again() throws IOException {
        try (var house = new ApiHouse(folder);
                var second = house.join("second")) {
            var body = house.definition("shop", "");
            var token = house.node.token("both", Scope.MONITORS_WRITE);

            var first = house.node.sendAs(token, "POST", MONITORS, body, "Idempotency-Key", "k");
            var again = second.sendAs(token, "POST", MONITORS, body, "Idempotency-Key", "k");

            assertThat(first.status()).as(first.body()).isEqualTo(201);
            assertThat(again.status()).as(again.body()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
        }
    }

    @Test
    void what_was_paused_and_deleted_on_one_node_stays_so_on_a_node_that_starts_later() throws IOException {
        try (var house = new ApiHouse(folder)) {
            house.createAt("paused", house.url("/"), "A");
            house.createAt("gone", house.url("/"), "B");
            house.node.send("POST", MONITORS + "/paused/pause", "");
            house.node.send("DELETE", MONITORS + "/gone", "");

            try (var second = house.join("second")) {
                assertThat(second.get(MONITORS + "/paused")
                                .json()
                                .path("paused")
                                .path("by")
                                .asText())
                        .startsWith("node");
                assertThat(second.get(MONITORS + "/gone").status()).isEqualTo(404);
                assertThat(ApiHouse.component(second, "A").isMissingNode()).isFalse();
                assertThat(ApiHouse.component(second, "B").isMissingNode()).isTrue();
            }
        }
    }
}
