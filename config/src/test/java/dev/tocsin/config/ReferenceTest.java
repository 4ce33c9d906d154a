package dev.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceTest {

    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("DB_PASSWORD", "db"),
            Map.entry("TWILIO_SID", "AC"),
            Map.entry("TWILIO_TOKEN", "token"),
            Map.entry("TWILIO_NEXT_TOKEN", "token"),
            Map.entry("TWILIO_SECOND_SID", "AC"),
            Map.entry("TWILIO_SECOND_TOKEN", "token"),
            Map.entry("PGP_PASSPHRASE", "x"),
            Map.entry("SMIME_PASSPHRASE", "x"),
            Map.entry("SECURITY_MASTER_KEY", "x"),
            Map.entry("IMAP_PASSWORD", "x"),
            Map.entry("CANARY_PASSWORD", "x"),
            Map.entry("IMAP_SECRET", "x"),
            Map.entry("IMAP_REFRESH", "x"),
            Map.entry("SMTP_PASSWORD", "smtp"),
            Map.entry("GITHUB_WEBHOOK_SECRET", "github"),
            Map.entry("HOOK_SECRET", "hook"),
            Map.entry("DEAD_MAN_URL", "https://alive.example.com/hook"),
            Map.entry("SHOP_PASSWORD", "shop"),
            Map.entry("SHOP_TOKEN", "shop-token"),
            Map.entry("BACKUP_TOKEN", "backup-token"));

    @TempDir
    Path folder;

    @Test
    void the_defaults_read_without_a_problem_and_without_an_environment() {
        var settings = SettingsFile.defaults(Map.of());

        assertThat(settings.root().text("url")).isEqualTo("http://localhost:8080");
        assertThat(settings.root().sections("monitors")).isEmpty();
        assertThat(settings.root().section("http").number("adminPort", 0, 65_535))
                .isEqualTo(8081);
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.undocumentedKeys()).isEmpty();
    }

    @Test
    void the_reference_is_a_settings_file_that_changes_nothing() throws IOException {
        var settings = SettingsFixture.in(folder).settings(SettingsFile.referenceText());

        assertThat(settings.root().section("retention").duration("observations", Duration.ZERO, Duration.ofDays(99)))
                .isEqualTo(Duration.ofDays(14));
        assertThat(settings.root().has("monitors")).isFalse();
        assertThat(settings.problems())
                .as("keys nobody read in this test are all there is to say")
                .allSatisfy(problem -> assertThat(problem.text()).endsWith("is no known key"));
    }

    @Test
    void every_commented_setting_can_be_uncommented() {
        var settings = SettingsFile.examples(ENVIRONMENT);
        var monitor = settings.root().sections("monitors").getFirst();

        assertThat(monitor.text("name")).isEqualTo("shop");
        assertThat(monitor.section("expect").section("body").texts("absent")).containsExactly("Fatal error");
        assertThat(settings.root()
                        .section("channels")
                        .section("smtp")
                        .secret("password")
                        .reveal())
                .isEqualTo("smtp");
        assertThat(settings.problems())
                .as("no syntax fault, no missing variable")
                .allSatisfy(problem -> assertThat(problem.text()).endsWith("is no known key"));
    }

    @Test
    void what_an_item_has_where_it_says_nothing_is_shown_in_its_example() {
        var reading = new Reading();
        var interpolation = new Interpolation(ENVIRONMENT, reading);
        var shown = Yaml.one(Reference.FILE, Reference.uncommented(), reading, interpolation);
        var beneath = Reference.read(reading, interpolation).beneath();

        var defaults = new LinkedHashMap<>(flat(beneath));
        // An example that says what it does when left out would not be read: nobody pages the unverified.
        assertThat(defaults.remove(".responders.verified")).isEqualTo("false");
        assertThat(flat(shown)).containsAllEntriesOf(defaults);
    }

    @Test
    void a_key_that_the_reference_does_not_tell_of_is_undocumented() {
        var settings = SettingsFile.examples(ENVIRONMENT);

        settings.root().optionalText("colour");
        settings.root().sections("monitors").getFirst().section("expect").optionalText("shape");
        settings.root().sections("monitors").getFirst().entries("headers");

        assertThat(settings.undocumentedKeys()).containsExactly("colour", "monitors.expect.shape");
    }

    @Test
    void a_documented_key_that_nobody_reads_is_a_problem_of_the_examples() {
        var settings = SettingsFile.examples(ENVIRONMENT);

        settings.root().optionalText("url");

        assertThat(settings.problems()).extracting(Problem::text).contains("\"monitors\" is no known key");
    }

    private static Map<String, String> flat(Value.Keys keys) {
        var flat = new TreeMap<String, String>();
        flatten("", keys, flat);
        return flat;
    }

    private static void flatten(String path, Value value, Map<String, String> flat) {
        switch (value) {
            case Value.Keys keys ->
                keys.entries().forEach((key, entry) -> flatten(path + "." + key, entry.value(), flat));
            case Value.Items items -> items.items().forEach(item -> flatten(path, item, flat));
            case Text text -> flat.merge(path, text.text(), (first, next) -> first + ", " + next);
            case Value.Nothing _ -> {}
        }
    }
}
