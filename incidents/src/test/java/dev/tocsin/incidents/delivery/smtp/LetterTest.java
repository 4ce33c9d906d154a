package dev.tocsin.incidents.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.delivery.MailHead;
import dev.tocsin.incidents.delivery.MailingList;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class LetterTest {
    private static final SmtpSettings SETTINGS = new SmtpSettings(
            "127.0.0.1",
            25,
            SmtpSettings.Tls.NONE,
            Optional.empty(),
            Optional.empty(),
            "Example Status <status@example.com>");

    @Test
    void a_mail_of_a_list_can_be_left_with_one_click() throws Exception {
        var letter = letter(
                "Slow checkout",
                Optional.of(new MailingList(
                        "status.example.com",
                        URI.create("https://status.example.com/subscription/7-abc"),
                        Optional.of("leave+7-abc@example.com"))));

        assertThat(letter.getHeader("List-Id", null)).isEqualTo("<status.example.com>");
        assertThat(letter.getHeader("List-Unsubscribe", null))
                .isEqualTo("<https://status.example.com/subscription/7-abc>,"
                        + " <mailto:leave+7-abc@example.com?subject=unsubscribe>");
        assertThat(letter.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
    }

    @Test
    void a_page_belongs_to_no_list() throws Exception {
        var letter = letter("Slow checkout", Optional.empty());

        assertThat(letter.getHeader("List-Id")).isNull();
        assertThat(letter.getHeader("List-Unsubscribe")).isNull();
    }

    @Test
    void a_hostile_title_makes_no_header_of_its_own() throws Exception {
        var letter = letter("Slow\r\nBcc: everybody@example.com\u2028\u202Eexe", Optional.empty());

        assertThat(letter.getHeader("Bcc")).isNull();
        assertThat(letter.getSubject()).startsWith("Slow Bcc: everybody@example.com");
    }

    @Test
    void an_envelope_is_all_of_its_mail() throws Exception {
        var letter = Letter.of(
                new Message(
                        Medium.EMAIL,
                        "rita@reporter.example",
                        "Re: A hole",
                        "AAEC\r\nAwQ=",
                        Optional.empty(),
                        "disclosure-1",
                        "ref",
                        Optional.of(new MailHead(
                                "security@example.com", "x@example.com", List.of(), "b@example.com", false, true))),
                "status@example.com",
                SETTINGS,
                Session.getInstance(new Properties()),
                Instant.parse("2026-11-23T15:50:00Z"));
        var out = new ByteArrayOutputStream();
        letter.writeTo(out);

        assertThat(letter.getContentType().replaceAll("\\s+", " "))
                .isEqualTo("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m");
        assertThat(out.toString(StandardCharsets.US_ASCII)).contains("\r\n\r\nAAECAwQ=");
        assertThat(letter.getEncoding()).isEqualTo("base64");
    }

    private static Letter letter(String subject, Optional<MailingList> list) throws Exception {
        var message = new Message(
                Medium.EMAIL,
                "ana@example.com",
                subject,
                "Words.",
                Optional.empty(),
                "status-x",
                "ref",
                Optional.empty(),
                list);
        return Letter.of(
                message,
                "status@example.com",
                SETTINGS,
                Session.getInstance(new Properties()),
                Instant.parse("2026-11-23T15:50:00Z"));
    }
}
