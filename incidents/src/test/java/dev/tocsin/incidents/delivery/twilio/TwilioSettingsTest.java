package dev.tocsin.incidents.delivery.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.config.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioSettingsTest {

    private static final URI TWILIO = URI.create("https://api.twilio.com");

    @Test
    void a_sender_is_a_number_or_a_messaging_service() {
        assertThat(settings("+15005550006").sendsByService()).isFalse();
        assertThat(settings("MG0123456789abcdef").sendsByService()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "15005550006", "+0", "+1 500 555", "Tocsin", "MG", "+15005550006\n"})
    void anything_else_is_no_sender(String from) {
        assertThatThrownBy(() -> settings(from))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no sender, write a number such as +15005550006");
    }

    @Test
    void an_account_cannot_lead_to_another_path() {
        assertThatThrownBy(() -> new TwilioSettings("AC1/../x", new Secret("t"), "+15005550006", TWILIO))
                .hasMessageContaining("is no account SID");
    }

    @Test
    void a_token_is_never_printed() {
        assertThat(settings("+15005550006").toString()).doesNotContain("s3cret");
    }

    @Test
    void both_tokens_sign_while_one_is_replaced() {
        var rotating = new TwilioSettings(
                "ACtest",
                new Secret("old"),
                Optional.of(new Secret("new")),
                "+15005550006",
                TWILIO,
                OptionalInt.empty());

        assertThat(rotating.tokens()).extracting(Secret::reveal).containsExactly("old", "new");
        assertThat(settings("+15005550006").tokens()).hasSize(1);
    }

    private static TwilioSettings settings(String from) {
        return new TwilioSettings("ACtest", new Secret("s3cret"), from, TWILIO);
    }
}
