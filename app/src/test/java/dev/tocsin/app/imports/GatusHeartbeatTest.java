package dev.tocsin.app.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.app.Settings;
import dev.tocsin.config.Secret;
import dev.tocsin.monitor.Probe;
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

class GatusHeartbeatTest {
    @TempDir
    private Path folder;

    @Test
    void an_external_endpoint_becomes_a_heartbeat_and_what_is_left_is_named() throws IOException {
        var imported = imported("""
                external-endpoints:
                  - name: backup
                    group: core
                    token: "made-here-long-enough"
                    heartbeat: { interval: 1h30m }
                    alerts: [ { type: pagerduty } ]
                  - name: worker
                    token: potato
                    heartbeat: { interval: 2s }
                  - name: told
                    token: "made-here-long-enough"
                  - { name: off, enabled: false, heartbeat: { interval: 1h } }
                """);

        assertThat(imported.monitors()).isEqualTo(2);
        assertThat(imported.text())
                .contains("# not taken over: external endpoint told: without a heartbeat.interval nothing is expected")
                .contains("# not taken over: endpoint off: it is disabled there")
                .contains("# not taken over: its address, the job calls another one here: tocsin heartbeat list")
                .contains("# not taken over: alerts (a list of 1)")
                .contains("# not taken over: its token, which is too short here")
                .contains("# not taken over: every 2s, here it is 10s to 366d")
                .doesNotContain("potato");
        var file = folder.resolve("tocsin.yml");
        Files.writeString(file, imported.text());
        var reading = Settings.read(Optional.of(file), Map.of());
        assertThat(reading.problems()).isEmpty();
        var utc = ZoneId.of("Etc/UTC");
        var second = Duration.ofSeconds(1);
        assertThat(reading.settings().monitors())
                .extracting(monitor -> monitor.probe())
                .containsExactly(
                        new Probe.Heartbeat(
                                "core/backup",
                                new Rhythm.Every(Duration.ofMinutes(90), utc),
                                second,
                                Duration.ofMinutes(90),
                                Optional.of(new Secret("made-here-long-enough"))),
                        new Probe.Heartbeat(
                                "worker",
                                new Rhythm.Every(Duration.ofSeconds(10), utc),
                                second,
                                Duration.ofSeconds(10),
                                Optional.empty()));
    }

    private Imported imported(String text) throws IOException {
        var file = folder.resolve("config.yaml");
        Files.writeString(file, text);
        return Imports.read(List.of(file), List.of(), Optional.empty());
    }
}
