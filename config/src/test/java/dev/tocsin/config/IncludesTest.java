package dev.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncludesTest {

    @TempDir
    Path folder;

    private SettingsFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = SettingsFixture.in(folder);
    }

    @Test
    void lists_are_joined_and_mappings_are_merged() throws IOException {
        fixture.file("conf.d/b.yml", "monitors: [ { name: b } ]\nhttp: { bind: 127.0.0.1 }\n");
        fixture.file("conf.d/a.yml", "monitors: [ { name: a } ]\n");
        var settings = fixture.settings("""
                include: conf.d/*.yml
                monitors: [ { name: own } ]
                http: { port: 80 }
                """);

        assertThat(settings.root().sections("monitors"))
                .extracting(monitor -> monitor.text("name"))
                .containsExactly("own", "a", "b");
        assertThat(settings.root().section("http").number("port", 0, 99)).isEqualTo(80);
        assertThat(settings.root().section("http").text("bind")).isEqualTo("127.0.0.1");
        assertThat(settings.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include: conf.d/a.yml",
                "include: [conf.d/a.yml, conf.d/*.yml]",
                "include: ['conf.d/[ab].yml']",
                "include: conf.d/{a,x}.yml",
                "include: ./conf.d/?.yml",
                "include: '**/a.yml'",
                "include: ${NAME}.d/a.yml",
            })
    void a_pattern_finds_a_file_once(String include) throws IOException {
        fixture.file("conf.d/a.yml", "monitors: [ { name: a } ]\n");
        fixture.file("conf.d/.a.yml.swp.yml", "monitors: [ { name: swap } ]\n");

        var settings = fixture.with("NAME", "conf").settings(include + "\n");

        assertThat(settings.root().sections("monitors"))
                .extracting(monitor -> monitor.text("name"))
                .containsExactly("a");
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void a_problem_names_the_file_in_which_the_value_stands() throws IOException {
        fixture.file("conf.d/a.yml", "\nmonitors:\n  - port: abc\n    trust: ca.pem\n    wrong: x\n");
        var settings = fixture.settings("extra: 1\ninclude: [conf.d/a.yml]\n");
        var monitor = settings.root().sections("monitors").getFirst();

        monitor.number("port", 0, 9);

        assertThat(monitor.optionalPath("trust")).contains(folder.resolve("conf.d/ca.pem"));
        assertThat(fixture.problems(settings))
                .containsExactly(
                        "tocsin.yml:1:1: \"extra\" is no known key, the known ones are include, monitors",
                        "conf.d/a.yml:3:11: \"abc\" is no whole number, write one from 0 to 9",
                        "conf.d/a.yml:5:5: \"wrong\" is no known key, the known ones are port, trust");
    }

    @Test
    void a_key_given_twice_with_different_values_names_both_places_and_no_value() throws IOException {
        fixture.file("a.yml", "company: one\ndatabase:\n  password: hunter2\n");
        var settings = fixture.settings("include: a.yml\ncompany: one\ndatabase:\n  password: hunter3\n");
        settings.root().text("company");
        settings.root().section("database").secret("password");

        assertThat(fixture.problems(settings))
                .containsExactly(
                        "a.yml:3:3: \"password\" is given another value at tocsin.yml:4:3, keep one of the two");
    }

    @Test
    void a_list_in_one_file_and_a_text_in_another_do_not_go_together() throws IOException {
        fixture.file("a.yml", "monitors: none\n");
        var settings = fixture.settings("include: a.yml\nmonitors: [ { name: x } ]\n");
        settings.root().sections("monitors").getFirst().text("name");

        assertThat(fixture.problems(settings))
                .containsExactly(
                        "a.yml:1:1: \"monitors\" is given another value at tocsin.yml:2:1, keep one of the two");
    }

    @Test
    void files_that_include_each_other_are_a_problem() throws IOException {
        fixture.file("a.yml", "include: b.yml\n");
        fixture.file("b.yml", "include: [ a.yml ]\n");

        var settings = fixture.read("a.yml");

        assertThat(fixture.problems(settings))
                .containsExactly("b.yml:1:12: \"a.yml\" includes \"a.yml\", which is being read already,"
                        + " include each file from one place, in a folder of its own");
    }

    @Test
    void a_file_that_matches_its_own_pattern_is_a_problem() throws IOException {
        assertThat(fixture.settings("include: '*.yml'\n").problems()).hasSize(1);
    }

    @Test
    void a_file_reached_by_a_link_is_the_same_file() throws IOException {
        fixture.file("a.yml", "monitors: [ { name: a } ]\n");
        Files.createSymbolicLink(folder.resolve("b.yml"), folder.resolve("a.yml"));

        assertThat(fixture.settings("include: [a.yml, b.yml]\n").root().sections("monitors"))
                .hasSize(1);
    }

    @Test
    void a_folder_reached_by_a_link_is_listed() throws IOException {
        fixture.file("real.d/a.yml", "monitors: [ { name: a } ]\n");
        Files.createSymbolicLink(folder.resolve("conf.d"), folder.resolve("real.d"));

        assertThat(fixture.settings("include: conf.d/*.yml\n").root().sections("monitors"))
                .hasSize(1);
    }

    @Test
    void a_chain_of_files_ends_somewhere() throws IOException {
        for (var link = 0; link < 40; link++) {
            fixture.file(link + ".yml", "include: " + (link + 1) + ".yml\n");
        }

        assertThat(fixture.problems(fixture.read("0.yml")))
                .containsExactly("19.yml:1:10: files include each other 20 deep, include them from one file");
    }

    @Test
    void a_pattern_may_match_nothing_but_its_folder_must_exist() throws IOException {
        Files.createDirectory(folder.resolve("conf.d"));

        assertThat(fixture.settings("include: conf.d/*.yml\n").problems()).isEmpty();
        assertThat(fixture.problems(fixture.settings("include: none.d/*.yml\n")))
                .containsExactly("tocsin.yml:1:10: \"none.d/*.yml\" names no files,"
                        + " write a path or a pattern such as conf.d/*.yml, in a folder that exists");
    }

    static Stream<String> wrongIncludes() {
        return Stream.of("none.yml", "conf.d", "'[a'", "{ a: b }", "'a\\0b'", "\"a\\0b\"", "[[[none.yml]]]");
    }

    @ParameterizedTest
    @MethodSource("wrongIncludes")
    void an_include_that_is_none_is_a_problem(String include) throws IOException {
        Files.createDirectory(folder.resolve("conf.d"));

        assertThat(fixture.settings("include: " + include + "\n").problems()).hasSize(1);
    }

    @Test
    void a_broken_file_does_not_hide_the_others() throws IOException {
        fixture.file("a.yml", "monitors: [\n");
        fixture.file("b.yml", "monitors: [ { name: b } ]\n");
        var settings = fixture.settings("include: [a.yml, b.yml]\n");

        assertThat(settings.root().sections("monitors")).hasSize(1);
        assertThat(settings.root().sections("monitors").getFirst().text("name")).isEqualTo("b");
        assertThat(settings.problems()).hasSize(1);
        assertThat(settings.problems().getFirst().file()).endsWith("a.yml");
    }
}
