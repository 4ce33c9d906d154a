package dev.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecrecyTest {

    private static final String SECRET = "hunter2zebra";

    @TempDir
    Path folder;

    @Test
    void a_secret_shows_itself_only_when_asked() throws IOException {
        var secret = SettingsFixture.in(folder)
                .settings("password: " + SECRET + "\n")
                .root()
                .secret("password");

        assertThat(secret.reveal()).isEqualTo(SECRET);
        assertThat(secret).hasToString("[redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: [hunter2zebra]",
                "password: { a: hunter2zebra }",
                "password: *hunter2zebra",
                "password: !hunter2zebra",
                "password: !hunter2zebra x",
                "password: !a!hunter2zebra x",
                "password: &hunter2zebra",
                "password: @hunter2zebra",
                "password: %hunter2zebra",
                "password: hunter2zebra: x",
                "password: \"hunter2zebra",
                "password: \"hunter2zebra\\q\"",
                "password: [hunter2zebra",
                "password: ${hunter2zebra",
                "password: ${-hunter2zebra}",
                "password: a\nhunter2zebra",
                "%hunter2zebra",
                "? [hunter2zebra]\n: a",
                "pasword: hunter2zebra",
            })
    void no_problem_shows_a_secret_however_it_was_mistyped(String text) throws IOException {
        var settings = SettingsFixture.in(folder).settings(text + "\n");
        settings.root().secret("password");

        assertThat(settings.problems()).isNotEmpty();
        assertThat(settings.problems().toString()).doesNotContain("zebra");
    }

    @Test
    void what_came_from_the_environment_or_a_file_is_quoted_as_it_was_written() throws IOException {
        Files.writeString(folder.resolve("token"), SECRET);
        var fixture = SettingsFixture.in(folder).with("TOKEN", SECRET);
        var settings = fixture.settings("""
                port: ${TOKEN}
                wait: ${file:token}
                zone: A/${TOKEN}
                """);

        settings.root().number("port", 0, 9);
        settings.root().duration("wait", Duration.ZERO, Duration.ofDays(1));
        settings.root().parsed("zone", ZoneId::of, ZoneOffset.UTC);

        assertThat(fixture.problems(settings))
                .containsExactly(
                        "tocsin.yml:1:7: \"${TOKEN}\" is no whole number, write one from 0 to 9",
                        "tocsin.yml:2:7: \"${file:token}\" is no duration,"
                                + " write a number and a unit such as 30s or 5m",
                        "tocsin.yml:3:7: \"A/${TOKEN}\" does not fit zone (Unknown time-zone ID: A/${TOKEN}),"
                                + " write it as the reference does");
    }

    @Test
    void a_readers_own_problem_quotes_what_was_written() throws IOException {
        var fixture = SettingsFixture.in(folder).with("TOKEN", SECRET);
        var settings = fixture.settings("policy: ${TOKEN}\n");
        var policy = settings.root().text("policy");

        settings.root().problem("policy", "there is no policy \"" + policy + "\"", "add it");

        assertThat(fixture.problems(settings))
                .containsExactly("tocsin.yml:1:1: there is no policy \"${TOKEN}\", add it");
    }

    @Test
    void a_short_variable_does_not_garble_the_words_around_it() throws IOException {
        var fixture = SettingsFixture.in(folder).with("PORT", "a");
        var settings = fixture.settings("port: ${PORT}\n");

        settings.root().number("port", 0, 9);

        assertThat(fixture.problems(settings))
                .containsExactly("tocsin.yml:1:7: \"${PORT}\" is no whole number, write one from 0 to 9");
    }

    @Test
    void the_password_in_a_url_is_not_shown() throws IOException {
        var settings = SettingsFixture.in(folder).settings("""
                a: ftp://me:hunter2zebra@example.com/
                b: "x://example.com/?user=me&password=hunter2zebra&ssl=true"
                """);

        settings.root().url("a", "https");
        settings.root().url("b", "https");

        assertThat(settings.problems()).hasSize(2);
        assertThat(settings.problems().toString()).doesNotContain("zebra").contains("ssl=true");
    }

    @Test
    void nothing_that_holds_values_prints_them() throws IOException {
        var root =
                SettingsFixture.in(folder).settings("password: hunter2zebra\n").root();

        assertThat(root.toString()).doesNotContain("zebra");
        assertThat(new Text(Place.startOf("f"), SECRET, SECRET, List.of()).toString())
                .doesNotContain("zebra");
    }

    @Test
    void a_long_value_is_cut_and_control_characters_do_not_reach_the_terminal() {
        assertThat(Text.quote("a\u001b[31m\n\tb" + "x".repeat(500))).hasSize(83).startsWith("\"a?[31m bxx");
    }
}
