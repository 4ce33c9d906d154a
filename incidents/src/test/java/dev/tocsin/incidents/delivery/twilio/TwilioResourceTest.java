package dev.tocsin.incidents.delivery.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.config.Secret;
import dev.tocsin.db.TestDatabase;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The resource behind a real HTTP server, called by the imitation as by Twilio.
class TwilioResourceTest {

    private static final Instant AT = Instant.parse("2026-01-05T14:05:00Z");
    private static final Secret TOKEN = new Secret("token-of-this-test");

    private static final TestDatabase POSTGRES = TestDatabase.create();

    private record Receipt(DeliveryId id, String providerId, DeliveryState state, String reason) {}

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<Receipt> receipts = new CopyOnWriteArrayList<>();
    private volatile Optional<String> answer = Optional.of("Acknowledged #198 SHOP DOWN");

    private final TwilioImitation twilio = TwilioImitation.start(0, "ACtest", TOKEN, () -> AT);
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;
    private URI url;

    @AfterAll
    static void closeDatabase() {
        POSTGRES.close();
    }

    @BeforeEach
    void serve() throws IOException {
        POSTGRES.database().run(handle -> handle.execute("delete from answered_text"));
        url = URI.create("http://127.0.0.1:" + freePort() + "/");
        var resource = new TwilioResource(
                new TwilioSignature(url, () -> List.of(TOKEN)),
                (from, text) -> {
                    texts.add(from + " " + text);
                    return answer;
                },
                (id, providerId, state, reason, _) -> receipts.add(new Receipt(id, providerId, state, reason)),
                new AnsweredTexts(POSTGRES.database(), () -> AT));
        server = JdkHttpServerFactory.createHttpServer(url, new ResourceConfig().register(resource));
    }

    @AfterEach
    void close() {
        server.stop(0);
        twilio.close();
        http.close();
    }

    @Test
    void a_text_reaches_us_and_its_answer_goes_back() {
        var reply = twilio.receive(url.resolve("/twilio/sms"), "+4915550100", "4a & <b> ü 🔥");

        assertThat(texts).containsExactly("+4915550100 4a & <b> ü 🔥");
        assertThat(reply).contains("Acknowledged #198 SHOP DOWN");
    }

    @Test
    void an_answer_is_text_and_never_markup() {
        answer = Optional.of("</Message><Redirect>https://example.net</Redirect> & \0 \"quoted\" 🔥");

        var reply = twilio.receive(url.resolve("/twilio/sms"), "+4915550100", "4a");

        assertThat(reply).contains("</Message><Redirect>https://example.net</Redirect> & ? \"quoted\" 🔥");
    }

    @Test
    void without_an_answer_twilio_stays_silent() {
        answer = Optional.empty();

        assertThat(twilio.receive(url.resolve("/twilio/sms"), "+4915550100", "hello"))
                .isEmpty();
    }

    @Test
    void a_query_that_the_operator_wrote_behind_the_address_is_signed_with_it() {
        var reply = twilio.receive(url.resolve("/twilio/sms?number=1"), "+4915550100", "4a");

        assertThat(reply).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "queued,ACCEPTED",
        "sending,ACCEPTED",
        "sent,ACCEPTED",
        "delivered,DELIVERED",
        "undelivered,UNDELIVERED",
        "failed,FAILED"
    })
    void a_receipt_moves_the_delivery_of_its_address(String status, DeliveryState state) {
        var sid = send(77);

        var answered = twilio.report(sid, status, 0);

        assertThat(answered).isEqualTo(204);
        assertThat(receipts).containsExactly(new Receipt(new DeliveryId(77), sid, state, ""));
    }

    @Test
    void a_receipt_keeps_twilios_error_code() {
        twilio.report(send(77), "undelivered", 30003);

        assertThat(receipts)
                .singleElement()
                .satisfies(receipt -> assertThat(receipt.reason())
                        .isEqualTo("Twilio 30003 (https://www.twilio.com/docs/api/errors/30003)"));
    }

    @Test
    void a_status_that_says_nothing_about_arriving_is_taken_without_effect() {
        assertThat(twilio.report(send(77), "receiving", 0)).isEqualTo(204);
        assertThat(receipts).isEmpty();
    }

    @Test
    void receipts_may_come_by_themselves() {
        twilio.deliverAutomatically(true);
        send(78);

        await().untilAsserted(() -> assertThat(receipts)
                .extracting(Receipt::state)
                .containsExactly(DeliveryState.ACCEPTED, DeliveryState.DELIVERED));
    }

    @Test
    void what_is_unsigned_or_forged_gets_an_empty_403_and_has_no_effect() throws Exception {
        for (var path : List.of("/twilio/sms", "/twilio/status/77")) {
            var unsigned = post(path, Optional.empty());
            var forged = post(path, Optional.of("RSOYDt4T1cUTdK1PDd93/VVr8B8="));

            assertThat(List.of(unsigned.statusCode(), forged.statusCode())).containsOnly(403);
            assertThat(unsigned.body() + forged.body()).isEmpty();
        }
        assertThat(texts).isEmpty();
        assertThat(receipts).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/twilio/status/abc", "/twilio/status/-1", "/twilio/status/9999999999999999999", "/twilio/status/"})
    void what_names_no_delivery_is_not_found(String path) throws Exception {
        assertThat(post(path, Optional.empty()).statusCode()).isEqualTo(404);
    }

    private String send(long delivery) {
        var channel = new TwilioChannel(new TwilioSettings("ACtest", TOKEN, "+15005550006", twilio.baseUrl()), url);
        var message = new Message(
                Medium.SMS, "+4915550100", "", "SHOP DOWN", Optional.empty(), "incident-198", "r" + delivery);
        channel.send(new Delivery(new DeliveryId(delivery), message, 1, AT));
        return twilio.messages().getLast().sid();
    }

    private HttpResponse<String> post(String path, Optional<String> signature) throws Exception {
        var request = HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("From=%2B4915550100&Body=4a&MessageStatus=delivered"));
        signature.ifPresent(value -> request.header("X-Twilio-Signature", value));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        }
    }
}
