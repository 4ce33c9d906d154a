package dev.tocsin.incidents.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.Delivery;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outcome;
import dev.tocsin.incidents.delivery.webhook.WebhookChannel.Guests;
import dev.tocsin.monitor.guard.AddressRule;
import dev.tocsin.monitor.guard.Guard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Webhooks that strangers wrote down.
class GuestsTest {
    private static final Instant AT = Instant.parse("2026-11-23T15:50:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FakeReceiver receiver = new FakeReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void a_webhook_that_leads_into_our_own_network_is_never_called() {
        var channel = channel(Guard.by(() -> AddressRule.INTERNET));

        assertThat(channel.send(delivery("subscriber-7"))).isInstanceOf(Outcome.Refused.class);
        assertThat(receiver.posts()).isEmpty();
    }

    @Test
    void one_that_may_be_called_is_told_like_any_other() {
        assertThat(channel(Guard.OPEN).send(delivery("subscriber-7"))).isInstanceOf(Outcome.Accepted.class);
        assertThat(receiver.posts()).hasSize(1);
    }

    @Test
    void one_that_says_no_is_not_asked_again_and_one_that_is_busy_is() {
        receiver.answerNext(403, "no");
        assertThat(channel(Guard.OPEN).send(delivery("subscriber-7"))).isInstanceOf(Outcome.Refused.class);

        for (var busy : List.of(429, 408, 503)) {
            receiver.answerNext(busy, "later");
            assertThat(channel(Guard.OPEN).send(delivery("subscriber-7"))).isInstanceOf(Outcome.Postponed.class);
        }
    }

    @Test
    void one_that_nobody_knows_any_more_is_refused() {
        assertThat(channel(Guard.OPEN).send(delivery("subscriber-8"))).isInstanceOf(Outcome.Refused.class);
    }

    private WebhookChannel channel(Guard guard) {
        var hook = new WebhookSettings(
                "subscriber-7",
                new Secret(receiver.url("/hook").toString()),
                Optional.of(new Secret("key")),
                Preset.TOCSIN);
        var guests = new Guests(name -> name.equals("subscriber-7") ? Optional.of(hook) : Optional.empty(), guard);
        return new WebhookChannel(List.of(), () -> AT, guests, PATIENCE);
    }

    private static Delivery delivery(String recipient) {
        var message =
                new Message(Medium.WEBHOOK, recipient, "Slow", "{\"event\":\"news\"}", Optional.empty(), "t", "r");
        return new Delivery(new DeliveryId(1), message, 1, AT);
    }
}
