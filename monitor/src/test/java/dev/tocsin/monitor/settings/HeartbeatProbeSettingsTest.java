package dev.tocsin.monitor.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Problem;
import dev.tocsin.config.Secret;
import dev.tocsin.config.SettingsFile;
import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.rhythm.Cron;
import dev.tocsin.monitor.rhythm.Rhythm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatProbeSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void a_period_is_enough() throws IOException {
        assertThat(monitor("{ name: backup, heartbeat: { every: 1h } }").probe())
                .isEqualTo(new Probe.Heartbeat(
                        "backup",
                        new Rhythm.Every(Duration.ofHours(1), ZoneId.of("Etc/UTC")),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5),
                        Optional.empty()));
    }

    @Test
    void everything_can_be_said() throws IOException {
        assertThat(monitor("{ name: backup, heartbeat: { cron: '0 3 * * *', timezone: Europe/Berlin, grace: 30m,"
                                + " maxRun: 2h, token: '${BACKUP_TOKEN}' } }")
                        .probe())
                .isEqualTo(new Probe.Heartbeat(
                        "backup",
                        Cron.parse("0 3 * * *", ZoneId.of("Europe/Berlin")),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Optional.of(new Secret("made-here-long-enough"))));
    }

    @Test
    void it_needs_no_confirmation_and_is_looked_at_every_minute_whatever_the_defaults_for_others() throws IOException {
        var monitor = monitor("{ name: backup, heartbeat: { every: 1h } }");

        assertThat(monitor.confirmation()).isEqualTo(new Confirmation(1, 1, Duration.ofSeconds(5)));
        assertThat(monitor.every()).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            heartbeat: {}                                        | does not say when it is to call   | every: 1h, or cron
            heartbeat: { grace: 5m }                             | does not say when it is to call   | every: 1h, or cron
            heartbeat: { every: 1h, cron: '0 3 * * *' }          | this one has both                 | every: 1h, or cron
            heartbeat: { every: 5s }                             | too short                         | write 10s or more
            heartbeat: { every: 400d }                           | too long                          | write 366d or less
            heartbeat: { every: 1h, grace: 0s }                  | too short                         | write 1s or more
            heartbeat: { every: 1h, grace: 40d }                 | too long                          | write 31d or less
            heartbeat: { every: 1h, maxRun: 40d }                | too long                          | write 31d or less
            heartbeat: { cron: '0 3 * *' }                       | is no cron schedule               | five fields
            heartbeat: { cron: '0 25 * * *' }                    | value 25 not in range [0 to 23]   | five fields
            heartbeat: { cron: '0 3 31 2 *' }                    | never comes                       | 0 3 28 2 *
            heartbeat: { cron: '0 3 * * *', timezone: Mars/Base } | Mars/Base                        | Europe/Berlin
            heartbeat: { every: 1h, token: short }               | too easily guessed                | openssl rand
            heartbeat: { every: 1h, token: 'with/slash-in-the-token' } | no part of an address       | 16 to 128
            heartbeat: { every: 1h }, every: 1h                  | said below heartbeat              | heartbeat: { every: 1h }
            heartbeat: { every: 1h }, timeout: 5s                | waits for no answer               | maxRun
            heartbeat: { every: 1h }, confirm: { down: 3 }       | needs no confirmation             | grace
            """)
    void what_makes_no_sense_is_named_once_with_its_cure(String settings, String problem, String cure)
            throws IOException {
        assertThat(problems("{ name: backup, " + settings + " }"))
                .singleElement()
                .asString()
                .contains("tocsin.yml:2:", problem, cure)
                .doesNotContain("short\"", "with/slash");
    }

    @Test
    void two_heartbeats_cannot_have_one_token() throws IOException {
        assertThat(problems("{ name: backup, heartbeat: { every: 1h, token: '${BACKUP_TOKEN}' } }\n"
                        + "- { name: report, heartbeat: { every: 1h, token: '${BACKUP_TOKEN}' } }"))
                .singleElement()
                .asString()
                .contains("tocsin.yml:3:", "the same token")
                .doesNotContain("made-here");
    }

    private Monitor monitor(String monitor) throws IOException {
        var settings = settings(monitor);
        var monitors = MonitorSettings.read(settings.root());
        assertThat(settings.problems()).isEmpty();
        return monitors.getFirst();
    }

    private List<String> problems(String monitor) throws IOException {
        var settings = settings(monitor);
        MonitorSettings.read(settings.root());
        return settings.problems().stream().map(Problem::toString).toList();
    }

    private SettingsFile settings(String monitor) throws IOException {
        var file = folder.resolve("tocsin.yml");
        Files.writeString(file, "monitors:\n- " + monitor + "\n");
        return SettingsFile.read(file, Map.of("BACKUP_TOKEN", "made-here-long-enough"));
    }
}
