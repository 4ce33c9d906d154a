package dev.tocsin.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mails over a real socket to a process that is killed in the middle of them.
class IntakeIT {
    private static final int MAILS = 500;
    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void every_mail_that_was_accepted_before_a_power_cut_is_stored_and_accounted_for() throws Exception {
        var port = RunningServer.freePort();
        var lmtp = RunningServer.freePort();
        Files.writeString(folder.resolve("tocsin.yml"), """
                url: http://127.0.0.1:%1$d/
                http: { port: %1$d, bind: 127.0.0.1, adminPort: 0 }
                responders: [ { name: ana, email: ana@example.com, verified: true } ]
                security: { address: security@company.example, lmtp: { port: %2$d } }
                """.formatted(port, lmtp));
        var accepted = ConcurrentHashMap.<String>newKeySet();
        var killed = RunningServer.start(folder, port);

        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var next = new AtomicInteger();
            IntStream.range(0, CONNECTIONS).forEach(_ -> senders.execute(() -> deliver(lmtp, next, accepted)));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> accepted.size() > MAILS / 3);
            killed.kill();
        }

        assertThat(accepted.size()).isLessThan(MAILS);
        try (var again = RunningServer.start(folder, port)) {
            var token = again.run("token", "create", "test", "--scope", "disclosures:read")
                    .strip();
            await().atMost(PATIENCE)
                    .until(() -> counts(again, token).path("unread").asInt() == 0);
            var counts = counts(again, token);
            assertThat(stored(again, token)).containsAll(accepted);
            // One a connection may have been stored without our having heard of it.
            assertThat(counts.path("stored").asInt()).isBetween(accepted.size(), accepted.size() + CONNECTIONS);
            assertThat(counts.path("cases").asInt())
                    .isEqualTo(counts.path("stored").asInt());
        }
    }

    private static JsonNode counts(RunningServer server, String token) throws Exception {
        return new ObjectMapper().readTree(server.get("/api/v1/disclosures/intake", token));
    }

    private static Set<String> stored(RunningServer server, String token) throws Exception {
        var names = new HashSet<String>();
        var cursor = "";
        do {
            var page = new ObjectMapper()
                    .readTree(server.get("/api/v1/disclosures/intake/mails?limit=100" + cursor, token));
            names.addAll(page.path("mails").findValuesAsText("messageId"));
            cursor = page.path("next").isTextual()
                    ? "&cursor=" + page.path("next").asText()
                    : "";
        } while (!cursor.isEmpty());
        return names;
    }

    private static void deliver(int port, AtomicInteger next, Set<String> accepted) {
        try (var server = new MailServer(port)) {
            for (var number = next.incrementAndGet(); number <= MAILS; number = next.incrementAndGet()) {
                var name = "hole-%1$d@d%1$d.example".formatted(number);
                if (server.bring(
                        "p%1$d@d%1$d.example".formatted(number),
                        "Subject: Hole %d\nMessage-ID: <%s>".formatted(number, name),
                        "There is a vulnerability number %d.".formatted(number))) {
                    accepted.add(name);
                }
            }
        } catch (IOException killed) {
            // Its power was cut.
        }
    }
}
