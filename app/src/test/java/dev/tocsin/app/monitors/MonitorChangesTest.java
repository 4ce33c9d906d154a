package dev.tocsin.app.monitors;

import static dev.tocsin.app.monitors.ApiHouse.MONITORS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes that are asked for twice, at the same time, or on an old reading.
class MonitorChangesTest {
    @TempDir
    private static Path folder;

    private static ApiHouse house;

    @BeforeAll
    static void open() throws IOException {
        house = new ApiHouse(folder);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void nobodys_change_is_lost() {
        var name = house.name();
        var created = house.create(name, "");

        var unconditional = patch(name, "{\"every\": \"20s\"}");
        assertThat(unconditional.status()).isEqualTo(428);
        assertThat(unconditional.json().path("detail").asText()).contains("If-Match", created.etag());
        assertThat(put(name, house.definition(name, "")).status()).isEqualTo(428);
        assertThat(patch(name, "{\"every\": \"20s\"}", "If-Match", "\"1\", " + created.etag())
                        .status())
                .isEqualTo(200);
        var stale = patch(name, "{\"every\": \"21s\"}", "If-Match", created.etag());
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.json().path("detail").asText()).contains("somebody else has changed");
        assertThat(put(name, house.definition(name, ""), "If-Match", created.etag())
                        .status())
                .isEqualTo(412);
        assertThat(house.node
                        .send("DELETE", MONITORS + "/" + name, "", "If-Match", created.etag())
                        .status())
                .isEqualTo(412);
        assertThat(patch(name, "{}", "If-Match", "W/" + created.etag()).status())
                .isEqualTo(412);
        assertThat(patch(name, "{}", "If-Match", "17").status()).isEqualTo(400);
        assertThat(patch(name, "{\"every\": \"22s\"}", "If-Match", "*").status())
                .isEqualTo(200);
        assertThat(house.read(name).path("every").asText()).isEqualTo("22s");
    }

    @Test
    void of_two_who_change_at_the_same_time_with_one_etag_one_wins() throws Exception {
        var name = house.name();
        var etag = house.create(name, "").etag();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = IntStream.range(20, 26)
                    .<Callable<Integer>>mapToObj(
                            every -> () -> patch(name, "{\"every\": \"%ds\"}".formatted(every), "If-Match", etag)
                                    .status())
                    .toList();

            assertThat(threads.invokeAll(attempts))
                    .extracting(Future::resultNow)
                    .containsExactlyInAnyOrder(200, 412, 412, 412, 412, 412);
        }
    }

    @Test
    void a_change_that_changes_nothing_is_none() {
        var name = house.name();
        var created = house.create(name, "");

        var again = patch(name, "{}", "If-Match", created.etag());

        assertThat(again.etag()).isEqualTo(created.etag());
        assertThat(house.node.get(MONITORS + "/" + name + "/changes").json().path("changes"))
                .hasSize(1);
    }

    @Test
    void to_pause_twice_is_to_pause_once() {
        var name = house.name();
        house.create(name, "");

        var first = house.node.send("POST", MONITORS + "/" + name + "/pause", "");
        var second = house.node.send("POST", MONITORS + "/" + name + "/pause", "");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().path("paused")).isEqualTo(first.json().path("paused"));
        var changed = patch(name, "{\"every\": \"20s\"}", "If-Match", "*");
        assertThat(changed.json().path("paused"))
                .as("a change wakes nobody")
                .isEqualTo(first.json().path("paused"));
    }

    @Test
    void a_request_with_a_key_is_answered_once_and_the_same_again() {
        var name = house.name();
        var body = house.definition(name, "");

        var first = house.node.send("POST", MONITORS, body, "Idempotency-Key", "key-" + name);
        var second = house.node.send("POST", MONITORS, body, "Idempotency-Key", "key-" + name);
        var other =
                house.node.send("POST", MONITORS, house.definition(house.name(), ""), "Idempotency-Key", "key-" + name);
        var without = house.node.send("POST", MONITORS, body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.etag()).isEqualTo(first.etag());
        assertThat(second.response().headers().firstValue("Location"))
                .isEqualTo(first.response().headers().firstValue("Location"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("detail").asText()).contains("came with another body before");
        assertThat(without.status()).isEqualTo(409);
        assertThat(without.json().path("detail").asText()).contains("there is a monitor \"" + name + "\" already");
        assertThat(house.node
                        .send("POST", MONITORS, body, "Idempotency-Key", " ")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void of_many_who_send_one_request_with_one_key_all_hear_the_same() throws Exception {
        var body = house.definition(house.name(), "");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = IntStream.range(0, 6)
                    .<Callable<String>>mapToObj(_ -> () -> house.node
                            .send("POST", MONITORS, body, "Idempotency-Key", "at-once")
                            .body())
                    .toList();

            assertThat(threads.invokeAll(attempts).stream()
                            .map(Future::resultNow)
                            .distinct())
                    .singleElement()
                    .satisfies(answer -> assertThat(answer).contains("\"verdict\":\"unknown\""));
        }
    }

    @Test
    void a_merge_patch_takes_keys_away_and_leaves_the_others() {
        var name = house.name();
        house.create(name, "\"severity\": \"minor\", \"expect\": {\"within\": \"1s\", \"slowIsDown\": true}");

        var patched = patch(
                name,
                "{\"severity\": null, \"expect\": {\"slowIsDown\": null}}",
                "If-Match",
                "*",
                "Content-Type",
                "application/merge-patch+json");

        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(patched.json().path("severity").asText()).isEqualTo("critical");
        assertThat(patched.json().path("definition").path("expect").toString()).isEqualTo("{\"within\":\"1s\"}");
    }

    @Test
    void a_name_stays() {
        var name = house.name();
        house.create(name, "");

        var renamed = patch(name, "{\"name\": \"%s\"}".formatted(house.name()), "If-Match", "*");

        assertThat(renamed.status()).isEqualTo(422);
        assertThat(renamed.json().path("detail").asText()).contains("the name of a monitor stays \"" + name + "\"");
    }

    private static Node.Answer patch(String name, String body, String... headers) {
        return house.node.send("PATCH", MONITORS + "/" + name, body, headers);
    }

    private static Node.Answer put(String name, String body, String... headers) {
        return house.node.send("PUT", MONITORS + "/" + name, body, headers);
    }
}
