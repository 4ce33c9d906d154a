package dev.tocsin.incidents.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.config.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"status@example.com", "Example Status <status@example.com>", "\"Ex, ample\" <status@example.com>"
            })
    void a_sender_is_an_address_with_or_without_a_name(String from) {
        assertThat(settings("smtp.example.com", 587, from).domain()).isEqualTo("example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "status", "status@", "a@example.com, b@example.com", "x <y", "a@example.com\r\nBcc: b@c.de"})
    void anything_else_is_no_sender(String from) {
        assertThatThrownBy(() -> settings("smtp.example.com", 587, from))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no mail address, write one such as");
    }

    @Test
    void a_host_is_a_name_and_a_port_a_port() {
        assertThatThrownBy(() -> settings("smtp example", 587, "a@example.com")).hasMessageContaining("is no host");
        assertThatThrownBy(() -> settings("smtp.example.com", 0, "a@example.com"))
                .hasMessageContaining("is no port");
    }

    @Test
    void a_password_is_never_printed() {
        var settings = new SmtpSettings(
                "localhost", 25, SmtpSettings.Tls.NONE, Optional.of("u"), Optional.of(new Secret("s3cret")), "a@b.de");

        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    private static SmtpSettings settings(String host, int port, String from) {
        return new SmtpSettings(host, port, SmtpSettings.Tls.STARTTLS, Optional.empty(), Optional.empty(), from);
    }
}
