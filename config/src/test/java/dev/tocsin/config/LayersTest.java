package dev.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    @Test
    void a_mapping_is_merged_over_its_defaults() throws IOException {
        var http = settings("http: { port: 80 }\n").section("http");

        assertThat(http.number("port", 0, 65_535)).isEqualTo(80);
        assertThat(http.text("bind")).isEqualTo("0.0.0.0");
    }

    @Test
    void a_mapping_of_the_wrong_shape_leaves_its_defaults_in_force() throws IOException {
        assertThat(settings("http: [80]\n").section("http").number("port", 0, 65_535))
                .isEqualTo(8080);
    }

    @Test
    void an_empty_mapping_leaves_its_defaults_in_force() throws IOException {
        assertThat(settings("defaults:\n")
                        .section("defaults")
                        .section("confirm")
                        .number("down", 1, 9))
                .isEqualTo(2);
    }

    @Test
    void an_item_has_what_it_does_not_say() throws IOException {
        var root = settings("""
                monitors:
                  - name: a
                  - { name: b, follow: 0, expect: { status: [200, 301] } }
                schedules:
                  - name: primary
                    rotations: [ { start: 2026-01-05 } ]
                responders:
                  - { name: ana, rules: { minor: sms 0m } }
                """);
        var monitors = root.sections("monitors");
        var rotation =
                root.sections("schedules").getFirst().sections("rotations").getFirst();
        var rules = root.sections("responders").getFirst().section("rules");

        assertThat(monitors).extracting(monitor -> monitor.text("follow")).containsExactly("5", "0");
        assertThat(monitors.get(0).section("expect").texts("status")).containsExactly("200-299");
        assertThat(monitors.get(1).section("expect").texts("status")).containsExactly("200", "301");
        assertThat(monitors.get(1).section("expect").flag("slowIsDown")).isFalse();
        assertThat(rotation.text("every")).isEqualTo("1 week");
        assertThat(rules.texts("minor")).containsExactly("sms 0m");
        assertThat(rules.texts("major")).containsExactly("sms 0m", "email 0m");
    }

    @Test
    void a_monitor_does_not_take_its_interval_from_here() throws IOException {
        var monitor =
                settings("monitors: [ { name: a } ]\n").sections("monitors").getFirst();

        assertThat(monitor.optionalDuration("every", Duration.ZERO, DAY)).isEmpty();
        assertThat(monitor.has("timeout")).isFalse();
        assertThat(monitor.optionalSection("confirm")).isEmpty();
        assertThat(monitor.has("policy")).isFalse();
        assertThat(monitor.has("severity")).isFalse();
    }

    @Test
    void an_optional_mapping_is_absent_until_somebody_writes_it() throws IOException {
        var silent = settings("");
        var spoken = settings("channels: { twilio: { accountSid: AC1 } }\ndatabase: { url: jdbc }\n");

        assertThat(silent.section("channels").optionalSection("twilio")).isEmpty();
        assertThat(silent.optionalSection("database")).isEmpty();
        assertThat(silent.section("database").number("poolSize", 1, 99)).isEqualTo(10);
        assertThat(spoken.section("channels").section("twilio").text("baseUrl")).isEqualTo("https://api.twilio.com");
        assertThat(spoken.section("database").number("poolSize", 1, 99)).isEqualTo(10);
    }

    @Test
    void a_default_path_is_seen_from_the_working_folder() throws IOException {
        assertThat(settings("").optionalPath("data")).contains(Path.of("data"));
        assertThat(settings("data: d\n").optionalPath("data")).contains(folder.resolve("d"));
    }

    @Test
    void a_problem_with_a_default_points_into_the_operators_file() throws IOException {
        var fixture = SettingsFixture.in(folder);
        var settings = fixture.settings("defaults:\n  every: 30s\n");
        var defaults = settings.root().section("defaults");
        defaults.has("every");

        defaults.problem("policy", "there is no policy \"default\"", "add it under policies:");

        assertThat(fixture.problems(settings))
                .containsExactly("tocsin.yml:2:3: there is no policy \"default\", add it under policies:");
    }

    @Test
    void without_a_file_the_defaults_stand_alone() {
        var root = SettingsFile.defaults(Map.of()).root();

        assertThat(root.section("defaults").duration("every", Duration.ZERO, DAY))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(root.optionalSection("database")).isEmpty();
    }

    private Section settings(String text) throws IOException {
        return SettingsFixture.in(folder).settings(text).root();
    }
}
