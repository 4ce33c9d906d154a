package dev.tocsin.incidents.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.Delivery;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outcome;
import dev.tocsin.incidents.delivery.imitation.MailSink;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ReturnPathTest {
    private static final Instant AT = Instant.parse("2026-01-05T14:05:00Z");
    private static final Secret KEY = new Secret("key-of-this-test");
    private static final ReturnPath PATH = new ReturnPath("Bounces@example.com", KEY);

    @Property(tries = 500)
    void whoever_bounces_names_the_delivery_whatever_case_his_server_likes(@ForAll @LongRange(min = 0) long number) {
        var address = PATH.of(new DeliveryId(number));

        assertThat(address).matches("Bounces\\+[0-9a-z]+-[0-9a-f]{20}@example\\.com");
        assertThat(address.indexOf('@')).isLessThanOrEqualTo(64);
        assertThat(PATH.read(address)).contains(new DeliveryId(number));
        assertThat(PATH.read(address.toUpperCase(Locale.ROOT))).contains(new DeliveryId(number));
    }

    @Property(tries = 500)
    void an_address_with_one_sign_changed_names_none(
            @ForAll @LongRange(min = 1, max = 1_000_000) long number, @ForAll @IntRange(min = 0, max = 100) int place) {
        var address = PATH.of(new DeliveryId(number));
        var at = place % address.length();
        var other = address.charAt(at) == '0' ? '1' : '0';
        var changed = address.substring(0, at) + other + address.substring(at + 1);

        assertThat(PATH.read(changed)).isEmpty();
    }

    @Property(tries = 500)
    void no_text_throws(@ForAll String text) {
        assertThat(PATH.read(text)).isEmpty();
        assertThat(PATH.read("bounces+" + text + "@example.com")).isEmpty();
    }

    @Test
    void another_key_made_another_address() {
        var other = new ReturnPath("bounces@example.com", new Secret("another"));

        assertThat(PATH.read(other.of(new DeliveryId(7)))).isEmpty();
    }

    @Test
    void the_longest_address_still_fits_the_limit_of_64() {
        var longest = new ReturnPath("b".repeat(ReturnPath.LONGEST_LOCAL_PART) + "@example.com", KEY);

        assertThat(longest.of(new DeliveryId(Long.MAX_VALUE)).indexOf('@')).isEqualTo(64);
    }

    @Test
    void a_mail_leaves_with_a_return_path_of_its_own_and_from_stays_as_it_is() {
        try (var sink = MailSink.start(0, () -> AT)) {
            send(sink, "topic");

            var mail = sink.mails().getFirst();
            assertThat(PATH.read(mail.from())).contains(new DeliveryId(42));
            assertThat(mail.raw()).contains("From: Status <status@example.com>").doesNotContain("\nReply-To:");
        }
    }

    @Test
    void a_page_is_answered_to_an_address_that_names_it() {
        try (var sink = MailSink.start(0, () -> AT)) {
            send(sink, "incident-7");

            assertThat(sink.mails().getFirst().raw()).contains("Reply-To: reply+ref@example.com");
        }
    }

    private static void send(MailSink sink, String topic) {
        var settings = new SmtpSettings(
                "127.0.0.1",
                sink.port(),
                SmtpSettings.Tls.NONE,
                Optional.empty(),
                Optional.empty(),
                "Status <status@example.com>",
                Optional.of("bounces@example.com"),
                Optional.of("reply@example.com"),
                OptionalInt.empty());
        var message = new Message(Medium.EMAIL, "ana@example.com", "SHOP DOWN", "text", Optional.empty(), topic, "ref");

        var outcome = new SmtpChannel(settings, () -> AT, KEY).send(new Delivery(new DeliveryId(42), message, 1, AT));

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }
}
