package dev.tocsin.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Monitors that were made over the API, before and after a power cut.
class ApiMonitorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MONITORS = "/api/v1/monitors";

    @TempDir
    private Path folder;

    private HttpServer site;
    private int port;

    @BeforeEach
    void open() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        site.start();
        port = RunningServer.freePort();
        Files.writeString(folder.resolve("tocsin.yml"), """
                url: http://127.0.0.1:%1$d/
                http: { port: %1$d, bind: 127.0.0.1, adminPort: 0 }
                apiMonitors: { allow: [127.0.0.1] }
                """.formatted(port));
    }

    @AfterEach
    void close() {
        site.stop(0);
    }

    @Test
    void what_was_answered_survives_a_power_cut_a_moment_later() throws Exception {
        var body = "{\"name\": \"shop\", \"http\": \"http://127.0.0.1:%d/\", \"every\": \"5s\"}"
                .formatted(site.getAddress().getPort());
        var server = RunningServer.start(folder, port);
        var token = server.run("token", "create", "test", "--scope", "monitors:read,monitors:write", "--data", "data")
                .strip();

        var made = server.post(MONITORS, token, body, "Idempotency-Key", "a-key");
        server.kill();

        assertThat(made).contains("\"name\":\"shop\"", "\"owner\":\"api\"");
        try (var next = RunningServer.start(folder, port)) {
            assertThat(next.post(MONITORS, token, body, "Idempotency-Key", "a-key"))
                    .isEqualTo(made);
            await("it is watched")
                    .atMost(PATIENCE)
                    .until(() -> next.get(MONITORS + "/shop", token).contains("\"verdict\":\"up\""));
            next.post(MONITORS + "/shop/pause", token, "");
            next.kill();
        }
        try (var last = RunningServer.start(folder, port)) {
            assertThat(last.get(MONITORS + "/shop", token))
                    .contains("\"paused\":{\"at\":", "\"by\":\"test\"", "\"verdict\":\"unknown\"");
        }
    }
}
