package dev.tocsin.app.monitors;

import static dev.tocsin.app.monitors.ApiHouse.MONITORS;
import static dev.tocsin.app.monitors.ApiHouse.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.app.edge.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be asked, and by whom.
class MonitorListTest {
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
    void a_list_goes_on_where_it_ended() {
        var part = "listed" + house.name();
        IntStream.range(0, 5).forEach(i -> house.create(part + "-" + i, ""));

        var first = house.node.get(MONITORS + "?limit=2&owner=api&name=" + part).json();
        var second = house.node
                .get(MONITORS + "?limit=2&owner=api&name=" + part + "&cursor="
                        + first.path("next").asText())
                .json();
        var third = house.node
                .get(MONITORS + "?limit=2&owner=api&name=" + part + "&cursor="
                        + second.path("next").asText())
                .json();

        assertThat(texts(first.path("monitors"), "name")).containsExactly(part + "-0", part + "-1");
        assertThat(texts(second.path("monitors"), "name")).containsExactly(part + "-2", part + "-3");
        assertThat(texts(third.path("monitors"), "name")).containsExactly(part + "-4");
        assertThat(third.path("next").isNull()).isTrue();
        assertThat(first.path("monitors").path(0).path("target").asText()).isEqualTo(house.url("/"));
        assertThat(house.node
                        .get(MONITORS + "?verdict=down&name=" + part)
                        .json()
                        .path("monitors"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=201",
                "?limit=many",
                "?cursor=x%20y",
                "?cursor=AAA",
                "?verdict=green",
                "?owner=me",
                "?name=%00",
                "/of-the-file/observations?cursor=eA",
                "/of-the-file/observations?limit=-1",
                "/of-the-file/changes?cursor=eA"
            })
    void a_bad_question_is_answered_in_words(String question) {
        var answer = house.node.get(MONITORS + question);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains(": ");
    }

    @Test
    void what_stands_in_the_file_is_shown_and_changes_there_alone() {
        var path = MONITORS + "/of-the-file";

        var shown = house.node.get(path);

        assertThat(shown.body()).doesNotContain("geheim");
        assertThat(shown.etag()).isEmpty();
        assertThat(shown.json().path("owner").asText()).isEqualTo("file");
        assertThat(shown.json().path("component").asText()).isEqualTo("Shop");
        var definition = shown.json().path("definition");
        assertThat(definition.path("headers").path("X-Key").asText()).isEqualTo("[redacted]");
        assertThat(definition.path("headers").path("Accept").asText()).isEqualTo("text/html");
        assertThat(definition.path("auth").path("bearer").asText()).isEqualTo("[redacted]");
        for (var change : List.of(
                house.node.send("PUT", path, house.definition("of-the-file", ""), "If-Match", "*"),
                house.node.send("PATCH", path, "{}", "If-Match", "*"),
                house.node.send("POST", path + "/pause", ""),
                house.node.send("POST", path + "/resume", ""),
                house.node.send("DELETE", path, ""),
                house.node.send("POST", MONITORS, house.definition("of-the-file", "")))) {
            assertThat(change.status()).as(change.body()).isEqualTo(409);
            assertThat(change.json().path("detail").asText()).contains("settings file");
        }
    }

    @Test
    void what_there_is_not_is_said_to_be_missing() {
        var path = MONITORS + "/nobody";

        for (var answer : List.of(
                house.node.get(path),
                house.node.get(path + "/observations"),
                house.node.get(path + "/changes"),
                house.node.send("PATCH", path, "{}", "If-Match", "*"),
                house.node.send("POST", path + "/pause", ""),
                house.node.send("DELETE", path, ""))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(404);
            assertThat(answer.json().path("detail").asText()).isEqualTo("there is no monitor \"nobody\"");
        }
    }

    @Test
    void the_scopes_are_asked_for() {
        var reader = house.node.token("reader", Scope.MONITORS_READ);
        var writer = house.node.token("writer", Scope.MONITORS_WRITE);
        var file = MONITORS + "/of-the-file";

        assertThat(status(reader, "GET", MONITORS)).isEqualTo(200);
        assertThat(house.node
                        .sendAs(reader, "POST", MONITORS, house.definition(house.name(), ""))
                        .status())
                .isEqualTo(403);
        assertThat(house.node.sendAs(reader, "PATCH", file, "{}").status()).isEqualTo(403);
        assertThat(house.node.sendAs(reader, "PUT", file, "{}").status()).isEqualTo(403);
        assertThat(status(reader, "POST", file + "/pause")).isEqualTo(403);
        assertThat(status(reader, "POST", file + "/resume")).isEqualTo(403);
        assertThat(status(reader, "DELETE", file)).isEqualTo(403);
        assertThat(status(writer, "GET", MONITORS)).isEqualTo(403);
        assertThat(status(writer, "GET", file)).isEqualTo(403);
        assertThat(status(writer, "GET", file + "/observations")).isEqualTo(403);
        assertThat(status(writer, "GET", file + "/changes")).isEqualTo(403);
        assertThat(status("tcn_nobody", "GET", MONITORS)).isEqualTo(401);
    }

    private static int status(String token, String method, String path) {
        return house.node.sendAs(token, method, path, "").status();
    }
}
