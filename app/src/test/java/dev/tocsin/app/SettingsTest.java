package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Problem;
import dev.tocsin.config.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Map<String, String> SECRETS = Map.ofEntries(
            Map.entry("DB_PASSWORD", "made-here-1"),
            Map.entry("TWILIO_SID", "ACtest"),
            Map.entry("TWILIO_TOKEN", "made-here-2"),
            Map.entry("TWILIO_NEXT_TOKEN", "made-here-7"),
            Map.entry("TWILIO_SECOND_SID", "ACsecond"),
            Map.entry("TWILIO_SECOND_TOKEN", "made-here-8"),
            Map.entry("PGP_PASSPHRASE", "made-here-11"),
            Map.entry("SMIME_PASSPHRASE", "made-here-11"),
            Map.entry("SECURITY_MASTER_KEY", "made-here-11"),
            Map.entry("IMAP_PASSWORD", "made-here-12"),
            Map.entry("CANARY_PASSWORD", "made-here-22"),
            Map.entry("IMAP_SECRET", "made-here-13"),
            Map.entry("IMAP_REFRESH", "made-here-13"),
            Map.entry("SMTP_PASSWORD", "made-here-3"),
            Map.entry("HOOK_SECRET", "made-here-9"),
            Map.entry("GITHUB_WEBHOOK_SECRET", "made-here-10"),
            Map.entry("DEAD_MAN_URL", "https://alive.example.com/made-here-10"),
            Map.entry("SHOP_PASSWORD", "made-here-4"),
            Map.entry("SHOP_TOKEN", "made-here-5"),
            Map.entry("BACKUP_TOKEN", "made-here-6-long-enough"));

    @TempDir
    private Path folder;

    @Test
    void every_setting_that_is_documented_is_read_and_every_one_that_is_read_is_documented() {
        var examples = SettingsFile.examples(SECRETS);

        var settings = Settings.read(examples.root());

        assertThat(examples.problems()).isEmpty();
        assertThat(examples.undocumentedKeys()).isEmpty();
        assertThat(settings.toString()).doesNotContain("made-here");
    }

    @Test
    void without_a_file_there_are_no_monitors_and_no_problems() {
        var reading = Settings.read(Optional.empty(), Map.of());

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.settings().monitors()).isEmpty();
    }

    @Test
    void every_mistake_is_named_with_its_line_and_its_cure() throws IOException {
        var problems = problems("""
                monitors:
                  - { name: shop, htpp: "https://shop.example.com/", every: 3 }
                  - { name: shop, http: "https://shop.example.com/", policy: night }
                responders:
                  - { name: ana, phone: "015550100", verified: true }
                policies:
                  - { name: default, steps: [ { notify: [schedule nobody], wait: 5m } ], catchAll: [responder bob] }
                components:
                  - { name: Shop, monitors: [ship] }
                """);

        assertThat(problems)
                .anySatisfy(text -> assertThat(text).contains(":2:", "htpp", "http"))
                .anySatisfy(text -> assertThat(text).contains(":2:", "\"3\" is no duration"))
                .anySatisfy(text -> assertThat(text).contains(":3:", "a second monitor"))
                .anySatisfy(text -> assertThat(text).contains(":3:", "there is no policy \"night\""))
                .anySatisfy(text -> assertThat(text).contains(":5:", "015550100"))
                .anySatisfy(text -> assertThat(text).contains(":7:", "there is no schedule \"nobody\""))
                .anySatisfy(text -> assertThat(text).contains(":7:", "there is no responder \"bob\""))
                .anySatisfy(text -> assertThat(text).contains(":9:", "ship"));
    }

    @Test
    void a_reload_is_told_as_what_comes_goes_and_changes() throws IOException {
        var before = settings("monitors: [ { name: a, http: 'http://a.test/' }, { name: b, http: 'http://b.test/' } ]");
        var after = settings(
                "monitors: [ { name: b, http: 'http://b.test/', every: 1m }, { name: c, http: 'http://c.test/' } ]");

        var plan = ReloadPlan.between(before, after);

        assertThat(plan.lines()).contains("monitor a goes", "monitor b changes", "monitor c comes");
        assertThat(ReloadPlan.between(after, after).lines()).containsExactly("nothing changes");
    }

    @Test
    void what_was_not_touched_is_not_told_as_a_change() {
        var before = Settings.read(SettingsFile.examples(SECRETS).root());
        var after = Settings.read(SettingsFile.examples(SECRETS).root());

        assertThat(ReloadPlan.between(before, after).lines()).containsExactly("nothing changes");
    }

    private List<String> problems(String text) throws IOException {
        return read(text).problems().stream().map(Problem::toString).toList();
    }

    private Settings settings(String text) throws IOException {
        var reading = read(text);
        assertThat(reading.problems()).isEmpty();
        return reading.settings();
    }

    private Settings.Reading read(String text) throws IOException {
        var file = folder.resolve("tocsin.yml");
        Files.writeString(file, text);
        return Settings.read(Optional.of(file), Map.of());
    }
}
