package dev.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionTest {

    enum Severity {
        CRITICAL,
        MAJOR,
        UNDER_MAINTENANCE
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "no",
        "on",
        "+4915550100",
        "08:00",
        "0x1F",
        "1e3",
        "2026-01-05",
        "5m",
        "007",
        "1_000",
        ".inf",
        "12:30:45"
    })
    void a_value_stays_the_text_that_was_written(String written) throws IOException {
        var settings = SettingsFixture.in(folder).settings("x: " + written + "\n");

        assertThat(settings.root().text("x")).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "yes, true", "On, true", "false, false", "no, false", "OFF, false"})
    void a_flag_may_be_written_in_the_usual_ways(String written, boolean flag) throws IOException {
        assertThat(SettingsFixture.in(folder).settings("x: " + written).root().flag("x"))
                .isEqualTo(flag);
    }

    @ParameterizedTest
    @CsvSource({"x:", "x: ~", "x: null", "y: 1"})
    void a_key_without_a_value_is_absent(String text) throws IOException {
        var root = SettingsFixture.in(folder).settings(text + "\n").root();

        assertThat(root.has("x")).isFalse();
        assertThat(root.optionalText("x")).isEmpty();
        assertThat(root.texts("x")).isEmpty();
        assertThat(root.optionalSection("x")).isEmpty();
        assertThat(root.sections("x")).isEmpty();
        assertThat(root.entries("x")).isEmpty();
        assertThat(root.section("x").optionalNumber("y", 0, 1)).isEmpty();
    }

    @Test
    void all_kinds_of_values_are_read() throws IOException {
        var root = SettingsFixture.in(folder).settings("""
                        n: 7
                        wait: 90s
                        link: HTTPS://example.com:8443/a?b
                        pem: certs/ca.pem
                        state: under-maintenance
                        one: a
                        many: [a, "b c"]
                        headers: { Zeta: "1", Alpha: two }
                        patterns: { one: a, many: [b, c], none: }
                        match: "[0-9]+"
                        """).root();

        assertThat(root.number("n", 0, 9)).isEqualTo(7);
        assertThat(root.optionalNumber("n", 0, 9)).hasValue(7);
        assertThat(root.duration("wait", seconds(1), seconds(100))).isEqualTo(seconds(90));
        assertThat(root.url("link", "https").getPort()).isEqualTo(8443);
        assertThat(root.optionalPath("pem")).contains(folder.resolve("certs/ca.pem"));
        assertThat(root.oneOf("state", Severity.class)).isEqualTo(Severity.UNDER_MAINTENANCE);
        assertThat(root.texts("one")).containsExactly("a");
        assertThat(root.texts("many")).containsExactly("a", "b c");
        assertThat(root.entries("headers")).containsExactly(Map.entry("Zeta", "1"), Map.entry("Alpha", "two"));
        assertThat(root.entryLists("patterns"))
                .containsExactly(
                        Map.entry("one", List.of("a")),
                        Map.entry("many", List.of("b", "c")),
                        Map.entry("none", List.of()));
        assertThat(root.optionalParsed("match", Pattern::compile)).isPresent();
    }

    @Test
    void a_required_key_that_is_missing_is_reported_where_it_belongs() throws IOException {
        var fixture = SettingsFixture.in(folder);
        var settings = fixture.settings("""
                monitors:
                  - every: 30s
                    http: https://a/
                    token:
                """);
        var monitor = settings.root().sections("monitors").getFirst();
        List.of("every", "http").forEach(monitor::has);

        assertThat(monitor.text("name")).isEmpty();
        assertThat(monitor.secret("token").reveal()).isEmpty();
        assertThat(fixture.problems(settings))
                .containsExactly(
                        "tocsin.yml:2:5: name is missing, add name: VALUE",
                        "tocsin.yml:4:5: token is missing, add token: VALUE");
    }

    @Test
    void a_key_read_twice_is_reported_once() throws IOException {
        var settings = SettingsFixture.in(folder).settings("x: abc\n");

        settings.root().number("x", 0, 9);
        settings.root().number("x", 0, 9);

        assertThat(settings.problems()).hasSize(1);
    }

    @Test
    void nothing_is_missing_from_what_is_no_mapping_at_all() throws IOException {
        var fixture = SettingsFixture.in(folder);
        var settings = fixture.settings("database: here\n");

        settings.root().section("database").text("url");

        assertThat(fixture.problems(settings))
                .containsExactly("tocsin.yml:1:11: one value stands where database should be a mapping,"
                        + " write KEY: VALUE below it");
    }

    @Test
    void a_readers_own_problem_points_to_the_key() throws IOException {
        var fixture = SettingsFixture.in(folder);
        var settings = fixture.settings("""
                monitors:
                  - name: a
                  - name: b
                    every: 1s
                """);
        var items = settings.root().sections("monitors");
        items.forEach(item -> item.text("name"));
        items.get(1).optionalText("every");

        items.get(1).problem("every", "\"1s\" is shorter than the timeout", "write 10s or more");
        items.get(0).problem("policy", "there is no policy default", "add one");

        assertThat(fixture.problems(settings))
                .containsExactly(
                        "tocsin.yml:2:5: there is no policy default, add one",
                        "tocsin.yml:4:5: \"1s\" is shorter than the timeout, write 10s or more");
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
