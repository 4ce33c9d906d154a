package dev.tocsin.incidents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the outbox relies on, whichever way a message leaves. Every channel passes it, and so does [FakeChannel].
public abstract class ChannelContract {

    protected static final Instant AT = Instant.parse("2026-01-05T14:05:00Z");

    /// The channel under test, connected to a provider that takes messages.
    protected abstract Channel channel();

    protected abstract Medium medium();

    /// An address that the provider takes.
    protected abstract String recipient();

    /// How many messages the provider has taken.
    protected abstract int taken();

    /// The provider will say of the next message that it can never arrive.
    protected abstract void refuseNext();

    /// The provider will ask for another try of the next message.
    protected abstract void postponeNext();

    protected final Delivery delivery(long id, String text) {
        return delivery(id, recipient(), "SHOP DOWN", text);
    }

    protected final Delivery delivery(long id, String recipient, String subject, String text) {
        var message = new Message(medium(), recipient, subject, text, html(text), "incident-198", "ref" + id);
        return new Delivery(new DeliveryId(id), message, 1, AT);
    }

    private Optional<String> html(String text) {
        return medium() == Medium.EMAIL ? Optional.of("<p>" + text + "</p>") : Optional.empty();
    }

    @Test
    void a_good_message_is_accepted_under_an_id_of_the_provider() {
        var outcome = channel().send(delivery(1, "SHOP DOWN (ref1)"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> assertThat(accepted.providerId()).isNotBlank());
        assertThat(taken()).isEqualTo(1);
    }

    @Test
    void a_channel_sends_as_often_as_it_is_told_for_the_outbox_alone_decides() {
        var delivery = delivery(2, "SHOP DOWN (ref2)");

        channel().send(delivery);
        channel().send(delivery);

        assertThat(taken()).isEqualTo(2);
    }

    @Test
    void what_can_never_arrive_is_refused_with_a_reason() {
        refuseNext();

        var outcome = channel().send(delivery(3, "SHOP DOWN (ref3)"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isNotBlank());
    }

    @Test
    void what_may_arrive_later_is_postponed_with_a_reason_and_the_next_try_is_good() {
        postponeNext();

        var first = channel().send(delivery(4, "SHOP DOWN (ref4)"));
        var second = channel().send(delivery(4, "SHOP DOWN (ref4)"));

        assertThat(first)
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        postponed -> assertThat(postponed.reason()).isNotBlank());
        assertThat(second).isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest
    @MethodSource("dev.tocsin.incidents.delivery.HostileTexts#all")
    void hostile_text_never_throws_and_never_becomes_a_second_message(String text) {
        var outcome = channel().send(delivery(5, recipient(), text, text));

        assertThat(outcome).isNotNull();
        assertThat(taken()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dev.tocsin.incidents.delivery.HostileTexts#all")
    void a_hostile_recipient_never_throws(String text) {
        var outcome = channel().send(delivery(6, text, "subject", "text"));

        assertThat(outcome).isNotNull();
    }

    @Test
    void what_never_left_is_not_found() {
        assertThat(channel().find(delivery(7, "never sent (ref7)").message(), AT))
                .isEmpty();
    }

    @Test
    void the_provider_has_a_name_for_the_ledger() {
        assertThat(channel().provider()).matches("[a-z][a-z-]*");
    }
}
