package dev.tocsin.app.monitors;

import static dev.tocsin.app.monitors.ApiHouse.MONITORS;
import static dev.tocsin.app.monitors.ApiHouse.texts;
import static dev.tocsin.app.monitors.ApiHouse.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What becomes of a monitor of the API while it is watched, paused, changed and deleted.
@Execution(ExecutionMode.CONCURRENT)
class MonitorLifeTest {
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
    void what_is_made_is_watched_and_everything_about_it_is_told() {
        var name = house.name();

        var created =
                house.create(name, "\"every\": \"5s\", \"severity\": \"minor\", \"component\": \"C-" + name + "\"");
        var id = created.json().path("id").asText();

        assertThat(created.response().headers().firstValue("Location").orElse(""))
                .endsWith(MONITORS + "/" + id);
        assertThat(created.etag()).matches("\"\\d+\"");
        assertThat(created.json().path("verdict").asText()).isEqualTo("unknown");
        house.awaitVerdict(name, "up");
        var up = house.read(id);
        assertThat(up.path("owner").asText()).isEqualTo("api");
        assertThat(up.path("kind").asText()).isEqualTo("http");
        assertThat(up.path("target").asText()).isEqualTo(house.url("/"));
        assertThat(up.path("severity").asText()).isEqualTo("minor");
        assertThat(up.path("policy").asText()).isEqualTo("default");
        assertThat(up.path("component").asText()).isEqualTo("C-" + name);
        assertThat(up.path("every").asText()).isEqualTo("5s");
        assertThat(up.path("reason").asText()).startsWith("status 200");
        assertThat(up.path("lastLook").path("outcome").asText()).isEqualTo("passed");
        assertThat(up.path("problems")).isEmpty();
    }

    @Test
    void its_history_stays_whatever_becomes_of_it() {
        var name = house.name();
        var path = MONITORS + "/" + name;
        var etag = house.createAt(name, house.url("/"), "C-" + name).etag();
        house.awaitVerdict(name, "up");
        var began = oldestLook(path);

        var changed = house.node.send("PATCH", path, "{\"every\": \"6s\"}", "If-Match", etag);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.etag()).isNotEqualTo(etag);
        assertThat(changed.json().path("verdict").asText()).isEqualTo("up");
        var replaced =
                house.node.send("PUT", path, house.definition(name, "\"every\": \"7s\""), "If-Match", changed.etag());
        assertThat(replaced.json().path("severity").asText()).isEqualTo("critical");
        assertThat(replaced.json().path("component").isNull()).isTrue();
        var paused = house.node.send("POST", path + "/pause", "");
        assertThat(paused.status()).isEqualTo(200);
        assertThat(paused.json().path("paused").path("by").asText()).startsWith("node");
        assertThat(paused.json().path("verdict").asText()).isEqualTo("unknown");
        assertThat(paused.json().path("reason").asText()).startsWith("paused by node");
        var resumed = house.node.send("POST", path + "/resume", "");
        assertThat(resumed.json().path("paused").isNull()).isTrue();
        house.awaitVerdict(name, "up");

        assertThat(oldestLook(path)).isEqualTo(began);
        assertThat(house.node
                        .get(path + "/availability")
                        .json()
                        .path("seconds")
                        .path("up")
                        .asDouble())
                .isPositive();
        var id = house.read(name).path("id").asText();
        assertThat(house.node.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(house.node.get(path).status()).isEqualTo(404);
        var changes = house.node.get(MONITORS + "/" + id + "/changes").json().path("changes");
        assertThat(texts(changes, "kind"))
                .containsExactly("deleted", "resumed", "paused", "replaced", "changed", "created");
        assertThat(texts(changes, "by")).allMatch(by -> by.startsWith("node"));
        assertThat(changes.path(4).path("before").path("every").asText()).isEqualTo("5s");
        assertThat(changes.path(4).path("after").path("every").asText()).isEqualTo("6s");
        house.create(name, "");
        assertThat(oldestLook(path)).isEqualTo(began);
    }

    @Test
    void a_pause_ends_the_incident_without_a_word_of_recovery_and_pages_again_when_it_is_over() {
        var name = house.name();
        house.createAt(name, house.url("/down"), "Blog");
        within(() -> house.incident(name).path("status").asText().equals("triggered"));
        within(() -> component("Blog").equals("major_outage"));
        var broken = house.incident(name).path("id").asText();

        house.node.send("POST", MONITORS + "/" + name + "/pause", "");

        assertThat(house.incident(name).path("status").asText()).isEqualTo("resolved");
        assertThat(house.incident(name).path("resolvedBy").asText()).startsWith("node");
        assertThat(lastEvent(broken).path("via").asText()).isEqualTo("monitor paused");
        within(() -> !component("Blog").contains("outage"));
        within(() -> house.node
                .get("/api/v2/incidents.json")
                .body()
                .contains("A check of Blog was switched off. This is closed without a confirmed recovery."));
        assertThat(house.node.get("/api/v2/incidents.json").body()).doesNotContain("working normally again");

        house.node.send("POST", MONITORS + "/" + name + "/resume", "");
        within(() -> house.incident(name).path("status").asText().equals("triggered"));
        assertThat(house.incident(name).path("id").asText()).isNotEqualTo(broken);
        house.node.send("DELETE", MONITORS + "/" + name, "");
    }

    @Test
    void what_is_deleted_while_it_is_down_takes_its_incident_along_and_stays_in_its_story() {
        var name = house.name();
        house.createAt(name, house.url("/down"), "C-" + name);
        within(() -> house.incident(name).path("status").asText().equals("triggered"));
        var broken = house.incident(name).path("id").asText();

        assertThat(house.node.send("DELETE", MONITORS + "/" + name, "").status())
                .isEqualTo(204);

        var story = house.node.get("/api/v1/incidents/" + broken).json();
        assertThat(story.path("status").asText()).isEqualTo("resolved");
        assertThat(story.path("monitor").asText()).isEqualTo(name);
        assertThat(story.path("nextPage").isNull()).isTrue();
        assertThat(lastEvent(broken).path("via").asText()).isEqualTo("monitor removed");
        assertThat(lastEvent(broken).path("by").asText()).startsWith("node");
        within(() -> component("C-" + name).isEmpty());
    }

    @Test
    void looks_are_listed_from_the_newest_on() {
        var name = house.name();
        house.createAt(name, house.url("/"), "C-" + name);
        var path = MONITORS + "/" + name + "/observations";
        within(() -> house.node.get(path).json().path("observations").size() >= 3);

        var newest = house.node.get(path + "?limit=2").json();
        var more = house.node
                .get(path + "?limit=200&cursor=" + newest.path("next").asText())
                .json();

        var looks = newest.path("observations");
        assertThat(looks).hasSize(2);
        assertThat(looks.path(0).path("phases").path("total").asDouble()).isPositive();
        assertThat(looks.path(0).path("location").asText()).isEqualTo("here");
        assertThat(texts(more.path("observations"), "at"))
                .isNotEmpty()
                .allMatch(at -> at.compareTo(looks.path(1).path("at").asText()) < 0);
    }

    private static String oldestLook(String path) {
        var looks = house.node.get(path + "/observations?limit=200").json().path("observations");
        return looks.path(looks.size() - 1).path("at").asText();
    }

    private static JsonNode lastEvent(String incident) {
        var timeline = house.node.get("/api/v1/incidents/" + incident).json().path("timeline");
        return timeline.path(timeline.size() - 1);
    }

    private static String component(String name) {
        return ApiHouse.component(house.node, name).path("status").asText();
    }
}
