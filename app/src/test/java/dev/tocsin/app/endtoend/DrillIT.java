package dev.tocsin.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.imitation.TwilioImitation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A drill through the whole house, and the signs of life of a server that is well.
@Execution(ExecutionMode.CONCURRENT)
class DrillIT {
    private static final String PHONE = "+15005550101";

    @TempDir
    private Path folder;

    private final String authToken = UUID.randomUUID().toString();
    private final TwilioImitation twilio =
            TwilioImitation.start(0, "ACtest", new Secret(authToken), InstantSource.system());
    private final AtomicInteger signs = new AtomicInteger();
    private HttpServer outside;
    private int port;

    @BeforeEach
    void write() throws IOException {
        outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.createContext("/alive", exchange -> {
            signs.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        outside.start();
        port = RunningServer.freePort();
        Files.writeString(folder.resolve("tocsin.yml"), """
                url: http://127.0.0.1:%1$d/
                http: { port: %1$d, bind: 127.0.0.1, adminPort: 0 }
                responders: [ { name: ana, phone: "%2$s", verified: true, rules: { critical: [ sms 0m ] } } ]
                deadMan: { url: "http://127.0.0.1:%3$d/alive/s3cret", every: 10s }
                channels:
                  twilio: { accountSid: ACtest, authToken: "%4$s", from: "+15005550006", baseUrl: "%5$s" }
                """.formatted(
                        port, PHONE, outside.getAddress().getPort(), authToken, twilio.baseUrl()));
    }

    @AfterEach
    void close() {
        outside.stop(0);
        twilio.close();
    }

    @Test
    void a_drill_pages_a_person_by_the_real_path_and_ends_with_the_answer() throws Exception {
        try (var server = RunningServer.start(folder, port)) {
            var drill = CompletableFuture.supplyAsync(() -> {
                try {
                    return server.run("drill", "--timeout", "50s", "--data", "data");
                } catch (IOException | InterruptedException fault) {
                    throw new IllegalStateException(fault);
                }
            });
            await("the page")
                    .atMost(Duration.ofSeconds(50))
                    .until(() -> !twilio.messages().isEmpty());
            twilio.receive(URI.create("http://127.0.0.1:" + port + "/twilio/sms"), PHONE, "1a");

            var said = drill.get(60, TimeUnit.SECONDS);

            assertThat(twilio.messages().getFirst().body()).startsWith("DRILL since");
            assertThat(said)
                    .contains("Drill #1 is open: severity critical, policy default.")
                    .contains("paging ana by sms: step 1 of 1")
                    .contains("sms to ana accepted")
                    .contains("acknowledged by ana, via sms")
                    .contains("Proven: ana answered after");
            assertThat(server.get("/")).doesNotContain("DRILL");
            assertThat(server.get("/api/v2/incidents.json")).contains("\"incidents\":[]");

            await("a sign of life after the first audit")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> signs.get() > 0);
        }
        assertThat(Files.readString(folder.resolve("server.log"))).doesNotContain("s3cret");
    }
}
