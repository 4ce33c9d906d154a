package dev.tocsin.incidents.delivery;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.imitation.TwilioImitation;
import dev.tocsin.incidents.delivery.twilio.TwilioChannel;
import dev.tocsin.incidents.delivery.twilio.TwilioSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two accounts at Twilio, over real sockets.
final class TwoAccountsTest extends SendingHouse {
    private static final URI PUBLIC = URI.create("https://status.example.com/");
    private static final Secret TOKEN = new Secret("token-of-this-test");

    private final TwilioImitation first = TwilioImitation.start(0, "ACfirst", TOKEN, clock);
    private final TwilioImitation second = TwilioImitation.start(0, "ACsecond", TOKEN, clock);
    private final List<Way> ways = List.of(
            new Way(channel("twilio", "ACfirst", "+15005550006", first)),
            new Way(channel("twilio-fallback", "ACsecond", "+15005550009", second)));
    private final Routes routes = new Routes(clock, () -> Map.of(Medium.SMS, ways));
    private final Deliveries both = new Deliveries(database, clock, routes, List.of());

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void while_the_first_account_is_down_texts_leave_by_the_second_and_go_back_afterwards() {
        first.down(true);
        for (var number = 0; number < 4; number++) {
            var id = enqueue("m" + number);
            sendByBoth();
            assertThat(state(id)).isEqualTo("accepted");
        }
        assertThat(second.messages()).hasSize(4);
        assertThat(second.messages().getFirst().from()).isEqualTo("+15005550009");
        assertThat(routes.troubles().get(Medium.SMS))
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.reason()).contains("503"));

        first.down(false);
        clock.advance(ofSeconds(5));
        both.askProvidersDue();
        enqueue("home again");
        sendByBoth();

        assertThat(first.messages())
                .extracting(TwilioImitation.TextMessage::body)
                .containsExactly("home again");
    }

    @Test
    void a_first_account_whose_token_is_wrong_costs_one_message_its_detour() {
        var wrong = new TwilioChannel(
                "twilio", new TwilioSettings("ACfirst", new Secret("wrong"), "+15005550006", first.baseUrl()), PUBLIC);
        var mixed = List.of(new Way(wrong), ways.getLast());
        var node = new Deliveries(database, clock, new Routes(clock, () -> Map.of(Medium.SMS, mixed)), List.of());
        var one = enqueue("one");
        var two = enqueue("two");

        node.sendDue(Medium.SMS);
        assertThat(finished(node)).isTrue();

        assertThat(state(one)).isEqualTo("accepted");
        assertThat(state(two)).isEqualTo("accepted");
        assertThat(second.messages())
                .extracting(TwilioImitation.TextMessage::body)
                .containsExactlyInAnyOrder("one", "two");
    }

    private void sendByBoth() {
        both.sendDue(Medium.SMS);
        assertThat(finished(both)).isTrue();
    }

    private static TwilioChannel channel(String name, String account, String from, TwilioImitation twilio) {
        return new TwilioChannel(name, new TwilioSettings(account, TOKEN, from, twilio.baseUrl()), PUBLIC);
    }
}
