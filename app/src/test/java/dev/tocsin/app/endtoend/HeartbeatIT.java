package dev.tocsin.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A job that calls a real process over real sockets, before and after a power cut.
class HeartbeatIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PERIOD_AND_GRACE = Duration.ofSeconds(12);
    private static final Pattern OPENED = Pattern.compile("\"openedAt\":\"([^\"]+)\"");

    @TempDir
    private Path folder;

    private int port;

    @BeforeEach
    void write() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Files.writeString(folder.resolve("tocsin.yml"), """
                url: http://127.0.0.1:%1$d/
                http: { port: %1$d, bind: 127.0.0.1, adminPort: 0 }
                monitors:
                  - { name: backup, heartbeat: { every: 10s, grace: 2s } }
                  - { name: report, heartbeat: { every: 1d, token: made-here-and-given } }
                responders: [ { name: ana, email: ana@example.com, verified: true } ]
                """.formatted(port));
    }

    @Test
    void a_job_is_told_where_to_call_and_its_silence_pages_but_not_for_what_it_may_have_said_during_a_power_cut()
            throws Exception {
        var before = command("heartbeat", "list");
        var address = before.lines()
                .filter(line -> line.startsWith("backup"))
                .findFirst()
                .orElseThrow()
                .replaceFirst("backup +", "");
        assertThat(before).contains("report  http://127.0.0.1:" + port + "/heartbeat/made-here-and-given");
        var server = RunningServer.start(folder, port);
        var token = command("token", "create", "test", "--scope", "incidents:read,monitors:read")
                .strip();
        assertThat(command("heartbeat", "list")).isEqualTo(before);
        var path = URI.create(address).getPath();

        assertThat(server.get(path)).isEqualTo("OK");
        assertThat(server.get(path + "/3")).isEqualTo("OK");
        await("an incident")
                .atMost(PATIENCE)
                .until(() -> server.get("/api/v1/incidents/1", token).contains("ended with exit code 3"));
        var called = Instant.now();
        assertThat(server.get(path)).isEqualTo("OK");
        await("its end")
                .atMost(PATIENCE)
                .until(() -> server.get("/api/v1/incidents/1", token).contains("\"status\":\"resolved\""));
        assertThat(server.get("/api/v1/monitors/backup/heartbeats", token))
                .contains("\"kind\":\"success\"", "\"exitCode\":3")
                .doesNotContain(path.replaceFirst(".*/", ""));
        assertThat(server.get("/heartbeat/AAAAAAAAAAAAAAAAAAAAAAAA"))
                .isEqualTo("no heartbeat has this address, see" + " tocsin heartbeat list\n");
        server.kill();
        var away = Instant.now();
        // A start that is quick enough would miss no call of a job that calls every ten seconds.
        await("the time of its next call")
                .atMost(PATIENCE)
                .until(() -> Instant.now().isAfter(called.plus(PERIOD_AND_GRACE).minusSeconds(1)));

        try (var next = RunningServer.start(folder, port)) {
            var back = Instant.now();
            await("silence")
                    .atMost(PATIENCE)
                    .until(() -> next.get("/api/v1/incidents/2", token).contains("no call since"));

            var opened = OPENED.matcher(next.get("/api/v1/incidents/2", token));
            assertThat(opened.find()).isTrue();
            assertThat(Instant.parse(opened.group(1)))
                    .as("after the power cut at %s, we are there again before %s", away, back)
                    .isAfter(away.plus(PERIOD_AND_GRACE));
            assertThat(next.get(path)).isEqualTo("OK");
            await("its end")
                    .atMost(PATIENCE)
                    .until(() -> next.get("/api/v1/incidents/2", token).contains("\"status\":\"resolved\""));
        }
    }

    private String command(String... words) throws Exception {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", "tocsin.yml", "--data", "data"));
        return RunningServer.run(folder, all.toArray(String[]::new));
    }
}
