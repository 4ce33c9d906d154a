package dev.tocsin.app.monitors;

import static dev.tocsin.app.monitors.ApiHouse.MONITORS;
import static dev.tocsin.app.monitors.ApiHouse.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said to who sends what is no monitor.
class MonitorBodiesTest {
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
    void every_faulty_field_is_named_at_once_with_its_cure() {
        var answer = house.node.send("POST", MONITORS, """
                {"http": "ftp://a.test/", "every": "3s", "htp": 1, "policy": "nihgt", "dependsOn": ["nobody"],
                 "trust": "/etc/hostname", "headers": {"X": "${HOME}"}, "confirm": {"down": 0},
                 "expect": {"status": [200, 999], "body": {"matches": "["}}, "connectTo": "10.0.0.1:80"}
                """);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(texts(answer.json().path("errors"), "field"))
                .containsExactlyInAnyOrder(
                        "name",
                        "http",
                        "every",
                        "htp",
                        "policy",
                        "dependsOn",
                        "trust",
                        "headers.X",
                        "confirm.down",
                        "expect.status[1]",
                        "expect.body.matches",
                        "connectTo");
        assertThat(answer.json().path("errors"))
                .allSatisfy(error -> assertThat(error.path("cure").asText()).isNotEmpty())
                .anySatisfy(error -> assertThat(error.path("problem").asText()).isEqualTo("\"3s\" is too short"));
        assertThat(answer.json().path("detail").asText()).contains("and 9 more").doesNotContain("\n");
        assertThat(answer.body()).doesNotContain("/root");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":                          | is not JSON
            []                                | no JSON object
            null                              | no JSON object
            "shop"                            | no JSON object
            {"name": "a", "name": "b"}        | stands twice
            {"name": "a"} {}                  | ``
            """)
    void a_body_that_is_no_object_is_told_so(String body, String words) {
        var answer = house.node.send("POST", MONITORS, body.strip());

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name": "a\\u0000b", "icmp": "a.test"}                  | name
            {"name": "a", "icmp": "a.test", "count": 1e999999999}    | count
            {"name": "a", "icmp": "a.test", "every": "2d"}           | every
            {"name": "a", "icmp": "a.test", "every": 30}             | every
            {"name": "a", "icmp": "a.test", "severity": "huge"}      | severity
            {"name": "a", "icmp": "a.test", "component": "a\\nb"}     | component
            {"name": "a", "icmp": "a.test", "tcp": "a.test:1"}       | tcp
            {"name": "a", "icmp": "a.test", "dependsOn": ["a"]}      | dependsOn
            {"name": "a", "icmp": "a.test", "locations": ["mars"]}   | locations
            {"name": "a"}                                            | ``
            """)
    void one_faulty_field_is_refused_alone(String body, String field) {
        var answer = house.node.send("POST", MONITORS, body.strip());

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(texts(answer.json().path("errors"), "field"))
                .allMatch(found -> found.replaceFirst("\\[.*", "").equals(field))
                .isNotEmpty();
    }

    @Test
    void a_body_of_another_type_and_one_without_end_are_refused() {
        assertThat(house.node
                        .send("POST", MONITORS, "name: a", "Content-Type", "application/yaml")
                        .status())
                .isEqualTo(415);
        assertThat(house.node.send("POST", MONITORS, "").status()).isIn(400, 415);
        assertThat(house.node.send("POST", MONITORS, "[".repeat(100_000)).status())
                .isEqualTo(400);
    }
}
