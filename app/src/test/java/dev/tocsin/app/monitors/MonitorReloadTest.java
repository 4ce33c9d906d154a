package dev.tocsin.app.monitors;

import static dev.tocsin.app.monitors.ApiHouse.MONITORS;
import static dev.tocsin.app.monitors.ApiHouse.texts;
import static dev.tocsin.app.monitors.ApiHouse.within;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Monitors of the API when the settings change beneath them.
@Execution(ExecutionMode.CONCURRENT)
class MonitorReloadTest {
    private static final String OFTEN = "defaults: { every: 5s, timeout: 3s, confirm: { recheck: 1s } }\n";

    @TempDir
    private Path folder;

    private ApiHouse house;

    @BeforeEach
    void open() throws IOException {
        house = new ApiHouse(folder, OFTEN + """
                apiMonitors: { allow: [localhost, 127.0.0.1] }
                monitors: [ { name: inside, http: "http://127.0.0.2:${port}/of-the-file" } ]
                policies: [ { name: night, steps: [ { notify: [responder ana] } ], catchAll: [responder ana] } ]
                responders: [ { name: ana, email: ana@example.com, verified: true } ]
                """);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void what_is_allowed_no_more_is_looked_at_no_more_while_the_file_looks_where_it_likes() {
        house.createAt("shop", house.url("/").replace("127.0.0.1", "localhost"), "Shop");
        house.awaitVerdict("shop", "up");
        house.awaitVerdict("inside", "up");

        var plan = house.node.reload(
                OFTEN + "monitors: [ { name: inside, http: \"%s\" } ]".formatted(house.urlInside("/of-the-file")));

        assertThat(plan.toString())
                .contains(
                        "apiMonitors changed: counts from the next look on",
                        "monitor shop of the API: http: localhost");
        // The name was let pass at its making; it is its address that is refused now, at every dial.
        within(() -> lastReason("shop").contains("localhost leads to a loopback address"));
        assertThat(texts(house.read("shop").path("problems"), "field")).containsExactly("http");
        assertThat(house.read("inside").path("verdict").asText()).isEqualTo("up");
        assertThat(house.visitsInside()).containsOnly("/of-the-file");
        within(() -> house.read("shop").path("verdict").asText().equals("unknown"));
        assertThat(house.incident("shop").isMissingNode()).isTrue();
    }

    @Test
    void the_file_takes_over_what_has_its_name_with_all_its_history() {
        house.createAt("shop", house.url("/"), "Shop");
        house.awaitVerdict("shop", "up");
        var before = house.read("shop");

        var plan =
                house.node.reload(OFTEN + "monitors: [ { name: shop, http: \"%s\" } ]".formatted(house.url("/down")));

        assertThat(plan.toString()).contains("monitor shop was made over the API and is the file's from now on");
        assertThat(house.read("shop").path("owner").asText()).isEqualTo("file");
        assertThat(house.read("shop").path("id")).isEqualTo(before.path("id"));
        assertThat(house.node.get(MONITORS + "/shop").etag()).isEmpty();
        assertThat(house.node.send("DELETE", MONITORS + "/shop", "").status()).isEqualTo(409);
        house.awaitVerdict("shop", "down");
        assertThat(texts(house.node.get(MONITORS + "/shop/changes").json().path("changes"), "kind"))
                .containsExactly("taken over", "created");
    }

    @Test
    void a_policy_that_is_gone_is_told_in_the_plan_and_stood_in_for() {
        house.create("shop", "\"policy\": \"night\", \"every\": \"5s\"");

        var plan = house.node.reload(OFTEN + "apiMonitors: { allow: [localhost, 127.0.0.1] }");

        assertThat(plan.toString()).contains("monitor shop of the API: policy: there is no policy \\\"night\\\"");
        assertThat(texts(house.read("shop").path("problems"), "field")).containsExactly("policy");
        house.awaitVerdict("shop", "up");
    }

    private String lastReason(String name) {
        return house.read(name).path("lastLook").path("reason").asText();
    }
}
