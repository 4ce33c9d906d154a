package dev.tocsin.incidents.disclosure.imap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.config.Secret;
import dev.tocsin.db.TestDatabase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ImapSessionsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void a_mailbox_that_wants_oauth_is_opened_with_a_fresh_token_and_one_that_falls_silent_is_opened_anew()
            throws Exception {
        var asked = new AtomicReference<>("");
        var tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        tokens.createContext("/token", exchange -> {
            asked.set(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            var body = "{\"access_token\": \"short-lived\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        tokens.start();
        try (var postgres = TestDatabase.create();
                var server = new ScriptedImap();
                var _ = ImapInbox.start(
                        settings(server, tokens),
                        postgres.database(),
                        InstantSource.system(),
                        new KeptMails(),
                        Duration.ofMillis(50),
                        Duration.ofMillis(300))) {

            Awaitility.await().atMost(MINUTE).until(() -> server.idled() >= 2);

            assertThat(asked.get()).contains("grant_type=refresh_token").contains("refresh_token=long-lived");
            var expected = "user=security@example.com\u0001auth=Bearer short-lived\u0001\u0001";
            assertThat(server.commands)
                    .contains("token " + Base64.getEncoder().encodeToString(expected.getBytes(UTF_8)))
                    .noneMatch(command -> command.startsWith("LOGIN"));
        } finally {
            tokens.stop(0);
        }
    }

    private static ImapSettings settings(ScriptedImap server, HttpServer tokens) {
        var tokenUrl = URI.create("http://127.0.0.1:" + tokens.getAddress().getPort() + "/token");
        var oauth = new ImapSettings.OAuth(tokenUrl, "tocsin", Optional.empty(), new Secret("long-lived"));
        return new ImapSettings(
                "127.0.0.1",
                server.port(),
                ImapSettings.Tls.NONE,
                "security@example.com",
                Optional.empty(),
                Optional.of(oauth),
                "INBOX");
    }
}
