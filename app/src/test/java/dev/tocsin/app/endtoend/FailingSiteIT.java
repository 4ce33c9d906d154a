package dev.tocsin.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.imitation.MailSink;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// One real fact through the whole house, by real processes and sockets.
@Execution(ExecutionMode.CONCURRENT)
class FailingSiteIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PHONE = "+15005550101";
    private static final String NUMBER = "+15005550006";

    @TempDir
    private Path folder;

    private final String authToken = UUID.randomUUID().toString();
    private final TwilioImitation twilio =
            TwilioImitation.start(0, "ACtest", new Secret(authToken), InstantSource.system());
    private final MailSink mails = MailSink.start(0, InstantSource.system());
    private HttpServer shop;
    private volatile int answer = 200;
    private int port;

    @BeforeEach
    void openShop() throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", exchange -> {
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        shop.start();
        port = RunningServer.freePort();
        Files.writeString(folder.resolve("tocsin.yml"), """
                url: http://127.0.0.1:%1$d/
                http: { port: %1$d, bind: 127.0.0.1, adminPort: 0 }
                defaults: { every: 5s, timeout: 3s, confirm: { recheck: 1s } }
                monitors: [ { name: shop, http: "http://127.0.0.1:%2$d/", component: Shop } ]
                responders: [ { name: ana, email: ana@example.com, phone: "%3$s", verified: true } ]
                components: [ { name: Shop, publish: automatic } ]
                channels:
                  twilio: { accountSid: ACtest, authToken: "%4$s", from: "%5$s", baseUrl: "%6$s" }
                  smtp: { host: 127.0.0.1, port: %7$d, tls: none, from: status@example.com }
                """.formatted(
                        port, shop.getAddress().getPort(), PHONE, authToken, NUMBER, twilio.baseUrl(), mails.port()));
    }

    @AfterEach
    void closeShop() {
        shop.stop(0);
        twilio.close();
        mails.close();
    }

    @Test
    void a_failing_site_pages_a_person_who_answers_by_sms_and_shows_on_the_status_page() throws Exception {
        try (var server = RunningServer.start(folder, port)) {
            var token = RunningServer.run(
                            folder, "token", "create", "test", "--scope", "incidents:read", "--data", "data")
                    .strip();
            await("green").atMost(PATIENCE).until(() -> server.get("/").contains("All Systems Operational"));

            answer = 503;
            await("SMS and mail")
                    .atMost(PATIENCE)
                    .until(() -> !twilio.messages().isEmpty() && !mails.mails().isEmpty());
            await("the page says so")
                    .atMost(PATIENCE)
                    .until(() -> server.get("/").contains("Major outage"));

            assertThat(twilio.messages().getFirst().to()).isEqualTo(PHONE);
            assertThat(twilio.messages().getFirst().body())
                    .startsWith("SHOP DOWN since")
                    .contains("reply 1a");
            assertThat(mails.mails().getFirst().subject()).isEqualTo("SHOP DOWN (#1)");
            assertThat(twilio.receive(URI.create("http://127.0.0.1:" + port + "/twilio/sms"), PHONE, "1a"))
                    .contains("Acknowledged #1 SHOP DOWN");
            assertThat(server.get("/api/v1/incidents/1", token))
                    .contains("\"status\":\"acknowledged\"", "\"acknowledgedBy\":\"ana\"", "\"nextPage\":null");
            assertThat(server.get("/api/v1/incidents/1")).contains("401");

            answer = 200;
            await("green again").atMost(PATIENCE).until(() -> server.get("/").contains("All Systems Operational"));
            assertThat(server.get("/api/v1/incidents/1", token)).contains("\"status\":\"resolved\"");
            assertThat(server.get("/history.atom")).contains("Resolved");
        }
    }

    @Test
    void a_power_cut_between_claim_and_settle_loses_no_page_and_sends_none_twice() throws Exception {
        var server = RunningServer.start(folder, port);
        await("green").atMost(PATIENCE).until(() -> server.get("/").contains("All Systems Operational"));

        // The provider takes the message and never says so: the server is between claim and settle when it dies.
        twilio.silentNext();
        answer = 503;
        await("taken").atMost(PATIENCE).until(() -> !twilio.messages().isEmpty());
        server.kill();

        try (var next = RunningServer.start(folder, port)) {
            var token = RunningServer.run(
                            folder, "token", "create", "after", "--scope", "incidents:read", "--data", "data")
                    .strip();
            await("found at the provider")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> next.get("/api/v1/incidents/1", token)
                            .contains(twilio.messages().getFirst().sid()));
            await("mail").atMost(PATIENCE).until(() -> !mails.mails().isEmpty());
            assertThat(twilio.messages()).hasSize(1);
        }
    }
}
