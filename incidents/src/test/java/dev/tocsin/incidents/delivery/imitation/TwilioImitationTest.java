package dev.tocsin.incidents.delivery.imitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.config.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwilioImitationTest {

    private static final String LIST = "/2010-04-01/Accounts/ACtest/Messages.json";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T23:59:00Z"));
    private final TwilioImitation twilio = TwilioImitation.start(0, "ACtest", new Secret("token"), now::get);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        twilio.close();
        http.close();
    }

    @Test
    void a_message_is_answered_in_twilios_json() throws Exception {
        var answer = post(Map.of("To", "+4915550100", "From", "+15005550006", "Body", "SHOP DOWN"));

        assertThat(answer.path("sid").asText()).matches("SM[0-9a-f]{32}");
        assertThat(answer.path("status").asText()).isEqualTo("queued");
        assertThat(answer.path("date_created").asText()).isEqualTo("Mon, 05 Jan 2026 23:59:00 +0000");
        assertThat(answer.path("date_sent").isNull()).isTrue();
    }

    @Test
    void a_list_comes_in_pages_the_newest_first() throws Exception {
        for (var body : new String[] {"one", "two", "three"}) {
            post(Map.of("To", "+4915550100", "From", "+15005550006", "Body", body));
        }

        var first = get(LIST + "?PageSize=2&To=%2B4915550100");
        var second = get(first.path("next_page_uri").asText());

        assertThat(first.path("messages").findValuesAsText("body")).containsExactly("three", "two");
        assertThat(second.path("messages").findValuesAsText("body")).containsExactly("one");
        assertThat(second.path("next_page_uri").isNull()).isTrue();
    }

    @Test
    void a_list_can_be_of_one_number_and_of_whole_days() throws Exception {
        send("+4915550100", "late");
        now.set(Instant.parse("2026-01-06T00:01:00Z"));
        send("+4915550100", "early");
        send("+4915550101", "other");

        assertThat(bodies("?To=%2B4915550101")).containsExactly("other");
        assertThat(bodies("?To=%2B4915550100&DateSent=2026-01-06")).containsExactly("early");
        assertThat(bodies("?DateSent%3E=2026-01-05T23:59:59&To=%2B4915550100")).containsExactly("early", "late");
        assertThat(bodies("?DateSent%3C=2026-01-05")).containsExactly("late");
    }

    @Test
    void a_stranger_gets_401_and_code_20003() throws Exception {
        var request = HttpRequest.newBuilder(twilio.baseUrl().resolve(LIST)).build();

        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":20003");
    }

    @Test
    void only_the_last_thousand_messages_are_kept() {
        var messages = new TextMessages("ACtest");

        for (var i = 0; i < 1_005; i++) {
            messages.take(Map.of("To", "+4915550100", "Body", "text " + i), now.get());
        }

        assertThat(messages.all()).hasSize(1_000);
        assertThat(messages.all().getFirst().body()).isEqualTo("text 5");
    }

    @Test
    void a_webhook_that_is_not_there_is_named() {
        var nobody = URI.create("http://127.0.0.1:1/twilio/sms");

        assertThatThrownBy(() -> twilio.receive(nobody, "+4915550100", "4a"))
                .hasMessageContaining("nobody answers at http://127.0.0.1:1/twilio/sms");
    }

    private void send(String to, String body) throws Exception {
        var sid = post(Map.of("To", to, "From", "+15005550006", "Body", body))
                .path("sid")
                .asText();
        assertThat(twilio.deliver(sid)).isZero();
    }

    private Iterable<String> bodies(String query) throws Exception {
        return get(LIST + query).path("messages").findValuesAsText("body");
    }

    private JsonNode post(Map<String, String> form) throws Exception {
        return ask(signedIn(LIST)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Form.written(form))));
    }

    private JsonNode get(String path) throws Exception {
        return ask(signedIn(path));
    }

    private JsonNode ask(HttpRequest.Builder request) throws Exception {
        return new ObjectMapper()
                .readTree(http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private HttpRequest.Builder signedIn(String path) {
        var account = Base64.getEncoder().encodeToString("ACtest:token".getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(twilio.baseUrl().resolve(path)).header("Authorization", "Basic " + account);
    }
}
