package dev.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownKeysTest {

    @TempDir
    Path folder;

    @Test
    void a_mistyped_key_is_reported_with_the_nearest_known_one() throws IOException {
        var fixture = SettingsFixture.in(folder);
        var settings = fixture.settings("""
                # what we watch
                monitors:
                  - name: shop
                    evrey: 30s
                    colour: red
                includ: more.yml
                """);
        var monitor = settings.root().sections("monitors").getFirst();
        monitor.text("name");
        monitor.optionalText("every");

        assertThat(fixture.problems(settings))
                .containsExactly(
                        "tocsin.yml:4:5: \"evrey\" is no known key, did you mean \"every\"?",
                        "tocsin.yml:5:5: \"colour\" is no known key, the known ones are every, name",
                        "tocsin.yml:6:1: \"includ\" is no known key, did you mean \"include\"?");
    }

    @Test
    void two_readers_may_read_different_keys_of_one_section() throws IOException {
        var settings = SettingsFixture.in(folder).settings("monitors: [ { name: a, component: Shop, other: x } ]\n");

        settings.root().sections("monitors").getFirst().text("name");
        settings.root().sections("monitors").getFirst().optionalText("component");

        assertThat(settings.problems()).extracting(Problem::text).containsExactly("\"other\" is no known key");
    }

    @Test
    void an_aliased_mapping_is_judged_at_each_place_by_itself() throws IOException {
        var settings = SettingsFixture.in(folder).settings("one: &x { a: 1 }\ntwo: *x\n");

        settings.root().section("one").text("a");
        settings.root().section("two").optionalText("b");

        assertThat(settings.problems()).extracting(Problem::text).containsExactly("\"a\" is no known key");
    }

    @Test
    void a_key_known_to_one_item_is_known_to_that_item_alone() throws IOException {
        var settings = SettingsFixture.in(folder).settings("monitors: [ { tcp: a }, { tcp: a } ]\n");

        settings.root().sections("monitors").forEach(item -> item.optionalText("http"));
        settings.root().sections("monitors").getFirst().optionalText("tcp");

        assertThat(settings.problems()).hasSize(1);
        assertThat(settings.problems().getFirst().column()).isEqualTo(27);
    }

    @Test
    void the_keys_of_a_free_mapping_are_never_unknown() throws IOException {
        var settings = SettingsFixture.in(folder).settings("headers: { X-Any: 1 }\n");

        settings.root().entries("headers");

        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void an_unknown_section_is_reported_once_and_not_what_it_holds() throws IOException {
        var settings = SettingsFixture.in(folder).settings("colours: { a: 1, b: { c: 2 } }\n");

        assertThat(settings.problems()).extracting(Problem::text).containsExactly("\"colours\" is no known key");
    }

    @Test
    void a_section_that_was_opened_and_not_read_knows_no_key() throws IOException {
        var settings = SettingsFixture.in(folder).settings("x: { a: 1 }\n");

        settings.root().section("x");

        assertThat(settings.problems())
                .extracting(problem -> problem.text() + ", " + problem.cure())
                .containsExactly("\"a\" is no known key, take it out");
    }
}
