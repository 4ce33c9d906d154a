package dev.tocsin.app.monitors;

import static dev.tocsin.app.monitors.ApiHouse.MONITORS;
import static dev.tocsin.app.monitors.ApiHouse.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets go in, are used, and never come out.
class MonitorSecretsTest {
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

    private static final String SECRETS = """
            "auth": {"basic": {"user": "ana", "password": "geheim"}}, "body": "geheim",
            "headers": {"X-Key": "geheim", "User-Agent": "us"}""";

    @Test
    void no_answer_holds_a_secret() {
        var name = house.name();
        var path = MONITORS + "/" + name;

        var created = house.create(name, SECRETS);

        for (var answer : List.of(
                created,
                house.node.get(path),
                house.node.get(path + "/changes"),
                house.node.get(MONITORS + "?name=" + name),
                house.node.send("PATCH", path, "{\"timeout\": \"4s\"}", "If-Match", "*"),
                house.node.send("POST", path + "/pause", ""),
                house.node.send("DELETE", path, ""),
                house.node.get(path + "/changes"))) {
            assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
            assertThat(answer.body()).doesNotContain("geheim");
        }
    }

    @Test
    void what_was_read_can_be_sent_back_and_the_secrets_stay_what_they_are() {
        var name = house.name();
        house.create(name, SECRETS);
        var read = house.node.get(MONITORS + "/" + name);
        var definition = read.json().path("definition").toString().replace("\"name\"", "\"timeout\":\"4s\",\"name\"");

        var replaced = house.node.send("PUT", MONITORS + "/" + name, definition, "If-Match", read.etag());

        assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
        assertThat(replaced.json().path("timeout").asText()).isEqualTo("4s");
        assertThat(stored(name)).contains("\"password\": \"geheim\"", "\"X-Key\": \"geheim\"", "\"body\": \"geheim\"");
    }

    @Test
    void secrets_do_not_go_along_when_a_monitor_is_turned_to_somebody_else() {
        var name = house.name();
        var path = MONITORS + "/" + name;
        house.create(name, SECRETS);

        var turned = house.node.send("PATCH", path, "{\"http\": \"http://thief.example/\"}", "If-Match", "*");

        assertThat(turned.status()).isEqualTo(422);
        assertThat(texts(turned.json().path("errors"), "field"))
                .containsExactlyInAnyOrder("auth.basic.password", "body", "headers.X-Key");
        for (var other : List.of(
                "{\"verify\": false}",
                "{\"connectTo\": \"thief.example:80\"}",
                "{\"proxy\": \"thief.example:80\"}",
                "{\"http\": null, \"websocket\": \"ws://thief.example/\"}")) {
            assertThat(house.node.send("PATCH", path, other, "If-Match", "*").status())
                    .as(other)
                    .isEqualTo(422);
        }
        assertThat(house.node
                        .send("PATCH", path, "{\"http\": \"%s\"}".formatted(house.url("/other")), "If-Match", "*")
                        .status())
                .as("the same party")
                .isEqualTo(200);
        var given = house.node.send("PATCH", path, """
                {"http": "http://other.example/", "auth": {"basic": {"password": "geheim"}}, "body": "geheim",
                 "headers": {"X-Key": "geheim"}}""", "If-Match", "*");
        assertThat(given.status()).as("whoever knows the secrets may").isEqualTo(200);
    }

    @Test
    void the_mark_of_a_secret_is_no_secret() {
        var answer = house.node.send("POST", MONITORS, house.definition(house.name(), "\"body\": \"[redacted]\""));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(texts(answer.json().path("errors"), "field")).containsExactly("body");
    }

    private static String stored(String name) {
        return house.postgres
                .database()
                .transact(handle -> handle.createQuery("""
                                select cast(definition as text)
                                  from monitor_definition
                                  join monitor on monitor.id = monitor_id
                                 where name = :name
                                """)
                        .bind("name", name)
                        .mapTo(String.class)
                        .one());
    }
}
