package dev.tocsin.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.imitation.MailSink;
import dev.tocsin.incidents.delivery.imitation.TwilioImitation;
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

/// A certificate that goes bad, through the whole house, by real processes and sockets.
@Execution(ExecutionMode.CONCURRENT)
class PostureIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final String authToken = UUID.randomUUID().toString();
    private final TwilioImitation twilio =
            TwilioImitation.start(0, "ACtest", new Secret(authToken), InstantSource.system());
    private final MailSink mails = MailSink.start(0, InstantSource.system());
    private TwoFacedSite site;
    private int port;

    @BeforeEach
    void openShop() throws Exception {
        site = TwoFacedSite.start(folder);
        port = RunningServer.freePort();
        Files.writeString(folder.resolve("tocsin.yml"), """
                url: http://127.0.0.1:%1$d/
                http: { port: %1$d, bind: 127.0.0.1, adminPort: 0 }
                monitors:
                  - { name: shop, posture: "https://127.0.0.1:%2$d/", trust: anchors.pem, every: 5s, timeout: 5s }
                responders: [ { name: ana, email: ana@example.com, phone: "+15005550101", verified: true } ]
                channels:
                  twilio: { accountSid: ACtest, authToken: "%3$s", from: "+15005550006", baseUrl: "%4$s" }
                  smtp: { host: 127.0.0.1, port: %5$d, tls: none, from: status@example.com }
                """.formatted(
                        port, site.port(), authToken, twilio.baseUrl(), mails.port()));
    }

    @AfterEach
    void closeShop() {
        site.close();
        twilio.close();
        mails.close();
    }

    @Test
    void a_certificate_that_goes_bad_pages_once_and_is_over_after_three_clean_looks() throws Exception {
        try (var server = RunningServer.start(folder, port)) {
            var token = RunningServer.run(
                            folder,
                            "token",
                            "create",
                            "test",
                            "--scope",
                            "incidents:read,monitors:read",
                            "--data",
                            "data")
                    .strip();
            await("the baseline")
                    .atMost(PATIENCE)
                    .until(() -> server.get("/api/v1/posture/shop", token).contains("\"cert.expired\""));

            site.showExpired(true);
            await("paged")
                    .atMost(PATIENCE)
                    .until(() -> !twilio.messages().isEmpty() && !mails.mails().isEmpty());

            assertThat(twilio.messages().getFirst().body()).contains("certificate expired");
            assertThat(server.get("/api/v1/incidents/1", token))
                    .contains("\"status\":\"triggered\"", "\"severity\":\"critical\"");

            site.showExpired(false);
            await("over")
                    .atMost(PATIENCE)
                    .until(() -> server.get("/api/v1/incidents/1", token).contains("\"status\":\"resolved\""));
            assertThat(server.get("/api/v1/incidents/2", token)).contains("404");
            assertThat(twilio.messages()).hasSize(1);
            assertThat(server.get("/api/v1/monitors/shop", token)).contains("\"verdict\":\"up\"");
        }
    }
}
