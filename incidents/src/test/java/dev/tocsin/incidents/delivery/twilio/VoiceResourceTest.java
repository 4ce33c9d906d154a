package dev.tocsin.incidents.delivery.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.Delivery;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.DeliveryState;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.imitation.TwilioImitation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The resource behind a real HTTP server, called by the imitation as by Twilio, for a call that our channel made.
class VoiceResourceTest {
    private static final Instant AT = Instant.parse("2026-01-05T14:05:00Z");
    private static final Secret TOKEN = new Secret("token-of-this-test");

    private record Receipt(long id, DeliveryState state, String reason) {}

    private final List<String> pressed = new CopyOnWriteArrayList<>();
    private final List<Receipt> receipts = new CopyOnWriteArrayList<>();
    private final TwilioImitation twilio = TwilioImitation.start(0, "ACtest", TOKEN, () -> AT);
    private HttpServer server;
    private URI url;

    @BeforeEach
    void call() throws IOException {
        url = URI.create("http://127.0.0.1:" + freePort() + "/");
        var resource = new VoiceResource(
                new TwilioSignature(url, () -> List.of(TOKEN)),
                (id, key) -> {
                    pressed.add(id.value() + " " + key);
                    return "Acknowledged & yours.";
                },
                (id, providerId, state, reason, _) -> receipts.add(new Receipt(id.value(), state, reason)));
        server = JdkHttpServerFactory.createHttpServer(url, new ResourceConfig().register(resource));
        var account = new TwilioSettings("ACtest", TOKEN, "+15005550006", twilio.baseUrl());
        var message = new Message(Medium.VOICE, "+4915550100", "", "SHOP DOWN", Optional.empty(), "topic", "ref");
        new VoiceChannel("twilio-voice", account, url).send(new Delivery(new DeliveryId(42), message, 1, AT));
    }

    @AfterEach
    void close() {
        server.stop(0);
        twilio.close();
    }

    @Test
    void a_key_is_a_receipt_and_is_acted_on_and_answered() {
        var said = twilio.press(sid(), "4");

        assertThat(pressed).containsExactly("42 4");
        assertThat(receipts).containsExactly(new Receipt(42, DeliveryState.DELIVERED, ""));
        assertThat(said).contains("Acknowledged & yours.");
    }

    @ParameterizedTest
    @CsvSource({
        "completed, 'answered, and nobody pressed a key'",
        "busy, busy",
        "no-answer, nobody answered",
        "failed, the call could not be made"
    })
    void a_call_that_ends_without_a_key_has_not_arrived(String status, String reason) {
        twilio.hangUp(sid(), status);

        assertThat(pressed).isEmpty();
        assertThat(receipts).containsExactly(new Receipt(42, DeliveryState.UNDELIVERED, reason));
    }

    @ParameterizedTest
    @CsvSource({"ringing", "in-progress", "queued"})
    void a_call_that_goes_on_says_nothing(String status) {
        twilio.hangUp(sid(), status);

        assertThat(receipts).isEmpty();
    }

    @Test
    void a_stranger_presses_nothing() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(url.resolve("/twilio/voice/42"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("X-Twilio-Signature", "bm9uc2Vuc2U=")
                    .POST(HttpRequest.BodyPublishers.ofString("Digits=4&CallSid=CA1"))
                    .build();

            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(pressed).isEmpty();
        assertThat(receipts).isEmpty();
    }

    private String sid() {
        return twilio.calls().getFirst().sid();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        }
    }
}
