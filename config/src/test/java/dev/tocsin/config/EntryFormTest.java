package dev.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Entries that came from elsewhere than the file: from a stranger, as far as anybody here knows.
class EntryFormTest {

    @TempDir
    private Path folder;

    private EntryForm form = SettingsFile.defaults(Map.of()).root().form("monitors", "defaults");

    @BeforeEach
    void readFile() throws Exception {
        var file = folder.resolve("tocsin.yml");
        Files.writeString(file, """
                defaults: { every: 45s }
                monitors: [ { name: of-the-file, http: "http://a.test/" } ]
                """);
        form = SettingsFile.read(file, Map.of("SECRET", "made-here")).root().form("monitors", "defaults");
    }

    @Test
    void an_entry_stands_alone_over_the_defaults_of_the_file() {
        var reading = form.read(Map.of("name", "shop"));

        var entries = reading.root().sections("monitors");
        assertThat(entries).hasSize(1);
        assertThat(entries.getFirst().text("name")).isEqualTo("shop");
        assertThat(entries.getFirst().number("follow", 0, 20)).isEqualTo(5);
        assertThat(reading.root().section("defaults").duration("every", Duration.ZERO, Duration.ofDays(1)))
                .isEqualTo(Duration.ofSeconds(45));
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void every_faulty_field_is_named_with_its_path_and_its_cure() {
        var reading = form.read(Map.of(
                "every", 7, "steps", List.of(Map.of("send", "a"), Map.of("sent", "b")), "expect", Map.of("a.b", "c")));
        var entry = reading.root().sections("monitors").getFirst();

        entry.text("name");
        entry.duration("every", Duration.ofSeconds(5), Duration.ofDays(1));
        entry.sections("steps").forEach(step -> step.text("send"));
        entry.section("expect").duration("within", Duration.ZERO, Duration.ofDays(1));

        assertThat(reading.problems())
                .extracting(FieldProblem::field)
                .containsExactlyInAnyOrder(
                        "name", "every", "steps[1].send", "steps[1].sent", "expect[\"a.b\"]", "expect.within");
        assertThat(reading.problems())
                .contains(new FieldProblem(
                        "every", "\"7\" is no duration", "write a number and a unit such as 30s or 5m"));
    }

    @Test
    void nothing_is_filled_in_from_the_environment_or_from_files() {
        var reading = form.read(Map.of("name", "${SECRET}", "http", "${file:/etc/passwd}", "body", "a $${b}"));
        var entry = reading.root().sections("monitors").getFirst();

        entry.text("name");
        entry.url("http", "http");

        assertThat(entry.optionalText("body")).contains("a ${b}");
        assertThat(reading.problems()).extracting(FieldProblem::field).containsExactlyInAnyOrder("name", "http");
        assertThat(reading.problems())
                .allSatisfy(problem -> assertThat(problem.toString())
                        .contains("not filled in here", "write the value itself")
                        .doesNotContain("made-here"));
    }

    @Test
    void no_file_of_this_machine_can_be_named() {
        var reading = form.read(Map.of("trust", "/etc/hostname"));
        var entry = reading.root().sections("monitors").getFirst();

        assertThat(entry.optionalPath("trust")).isEmpty();
        assertThat(reading.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("trust: a file of this machine"));
    }

    @Test
    void secrets_and_what_nobody_read_are_never_shown() {
        var reading = form.read(Map.of(
                "name",
                "shop",
                "body",
                "geheim",
                "follow",
                3,
                "verify",
                false,
                "http",
                "https://ana:geheim@shop.test/",
                "headers",
                Map.of("X-Key", "geheim", "Accept", "text/html"),
                "strange",
                Map.of("key", "geheim")));
        var entry = reading.root().sections("monitors").getFirst();

        entry.text("name");
        entry.optionalSecret("body");
        entry.number("follow", 0, 20);
        entry.flag("verify");
        entry.url("http", "https");
        entry.secretEntries("headers", Set.of("accept"));

        assertThat(reading.shown().toString()).doesNotContain("geheim");
        assertThat(reading.shown())
                .containsEntry("name", "shop")
                .containsEntry("follow", 3)
                .containsEntry("verify", false)
                .containsEntry("headers", Map.of("X-Key", "[redacted]", "Accept", "text/html"))
                .containsEntry("strange", "[redacted]");
    }

    @Test
    void what_a_file_took_from_the_environment_is_shown_as_it_was_written() throws Exception {
        var file = folder.resolve("tocsin.yml");
        Files.writeString(file, "monitors: [ { name: shop, http: 'https://${SECRET}.test/', body: x, other: y } ]");
        var entry = SettingsFile.read(file, Map.of("SECRET", "made-here"))
                .root()
                .sections("monitors")
                .getFirst();

        entry.text("name");
        entry.url("http", "https");
        entry.optionalSecret("body");

        assertThat(entry.shown())
                .isEqualTo(Map.of(
                        "name",
                        "shop",
                        "http",
                        "https://${SECRET}.test/",
                        "body",
                        "[redacted]",
                        "other",
                        "[redacted]"));
    }

    @Test
    void what_the_database_cannot_keep_is_refused() {
        var reading = form.read(Map.of(
                "a", "x\0y",
                "b", "\ud800",
                "c", new BigDecimal("1e1000000000"),
                "d", new BigDecimal("1".repeat(50)),
                "e", new BigDecimal("-12.50")));
        var entry = reading.root().sections("monitors").getFirst();
        List.of("a", "b", "c", "d").forEach(entry::optionalText);

        assertThat(entry.optionalText("e")).contains("-12.50");
        assertThat(reading.problems()).extracting(FieldProblem::field).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void what_goes_too_deep_is_cut_off_and_told_once() {
        Map<String, ?> deep = Map.of("x", 1);
        for (var level = 0; level < 200; level++) {
            deep = Map.of("x", List.of(deep));
        }

        var reading = form.read(deep);
        reading.root().sections("monitors").getFirst().has("x");

        assertThat(reading.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).contains("levels deep"));
    }
}
