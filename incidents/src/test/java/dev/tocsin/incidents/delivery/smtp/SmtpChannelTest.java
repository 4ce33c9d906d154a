package dev.tocsin.incidents.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.Channel;
import dev.tocsin.incidents.delivery.ChannelContract;
import dev.tocsin.incidents.delivery.Delivery;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outcome;
import dev.tocsin.incidents.delivery.imitation.MailSink;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpChannelTest extends ChannelContract {

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final SmtpChannel.Patience PATIENCE =
            new SmtpChannel.Patience(SHORT, SHORT, SHORT, Duration.ofSeconds(1));

    private final MailSink sink = MailSink.start(0, () -> AT);
    private final SmtpChannel channel = channel(sink.port(), SmtpSettings.Tls.NONE, Optional.empty());

    @AfterEach
    void close() {
        sink.close();
    }

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected Medium medium() {
        return Medium.EMAIL;
    }

    @Override
    protected String recipient() {
        return "ana@example.com";
    }

    @Override
    protected int taken() {
        return sink.mails().size();
    }

    @Override
    protected void refuseNext() {
        sink.refuseNext(550);
    }

    @Override
    protected void postponeNext() {
        sink.refuseNext(450);
    }

    @Test
    void a_mail_arrives_in_text_and_html_with_every_character() {
        channel.send(delivery(1, "ana@example.com", "SHÖP DOWN 🔥", "since 14:05\n.\n..dots\nÄ — 🔥 = x"));

        var mail = sink.mails().getFirst();
        assertThat(mail.from()).isEqualTo("status@example.com");
        assertThat(mail.to()).containsExactly("ana@example.com");
        assertThat(mail.subject()).isEqualTo("SHÖP DOWN 🔥");
        assertThat(mail.text()).isEqualToNormalizingNewlines("since 14:05\n.\n..dots\nÄ — 🔥 = x");
        assertThat(mail.html().orElseThrow()).contains("<p>since 14:05").contains("Ä — 🔥 = x</p>");
        assertThat(mail.raw()).isASCII();
    }

    @Test
    void the_mails_of_one_topic_form_a_thread_and_no_machine_answers_them() throws Exception {
        channel.send(delivery(1, "SHOP DOWN"));

        var mail = parsed(sink.mails().getFirst().raw());
        assertThat(mail.getHeader("Message-ID")).containsExactly("<ref1@example.com>");
        assertThat(mail.getHeader("In-Reply-To")).containsExactly("<incident-198@example.com>");
        assertThat(mail.getHeader("References")).containsExactly("<incident-198@example.com>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(mail.getHeader("From")).containsExactly("Example Status <status@example.com>");
        assertThat(mail.getSentDate()).isEqualTo(Date.from(AT));
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
    }

    @Test
    void a_mail_without_html_is_plain_text() throws Exception {
        var message = new Message(Medium.EMAIL, recipient(), "Hi", "text", Optional.empty(), "a topic<>\r\n", "r\r\n1");

        channel.send(new Delivery(new DeliveryId(1), message, 1, AT));

        var mail = parsed(sink.mails().getFirst().raw());
        assertThat(mail.getContentType()).startsWith("text/plain");
        assertThat(mail.getHeader("Message-ID")).containsExactly("<r-1@example.com>");
        assertThat(mail.getHeader("References")).containsExactly("<a-topic-@example.com>");
    }

    @Test
    void the_servers_queue_id_finds_the_mail_again() {
        assertThat(channel.send(delivery(1, "SHOP DOWN"))).isEqualTo(new Outcome.Accepted("1"));
    }

    @Test
    void no_subject_can_add_a_header() throws Exception {
        channel.send(delivery(1, recipient(), "SHOP\r\nBcc: mallory@example.net\r\n\r\nDOWN\u2028!\0", "text"));

        var mail = parsed(sink.mails().getFirst().raw());
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).isEqualTo("SHOP Bcc: mallory@example.net DOWN !");
        assertThat(sink.mails().getFirst().to()).containsExactly("ana@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "ana@",
                "@example.com",
                "ana@example.com\r\nBcc: mallory@example.net",
                "ana@example.com>\r\nRCPT TO:<mallory@example.net",
                "ana@example.com, mallory@example.net",
                "Ana <ana@example.com>",
                "ana @example.com",
                "friends:ana@example.com;",
                "änä@example.com",
                "ana@example.com\0"
            })
    void what_is_no_bare_mail_address_is_refused_and_nothing_leaves(String recipient) {
        var outcome = channel.send(delivery(1, recipient, "subject", "text"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("mail address"));
        assertThat(taken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {550, 551, 552, 554})
    void a_5xx_about_the_recipient_or_the_mail_is_refused_with_its_code(int code) {
        sink.refuseNext(code);

        assertThat(channel.send(delivery(1, "SHOP DOWN")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains(Integer.toString(code)));
        assertThat(taken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {421, 450, 451, 452})
    void a_4xx_is_postponed_with_its_code(int code) {
        sink.refuseNext(code);

        assertThat(channel.send(delivery(1, "SHOP DOWN")))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        postponed -> assertThat(postponed.reason())
                                .contains(Integer.toString(code))
                                .doesNotContain("unknown"));
    }

    @Test
    void a_refused_sender_is_our_own_fault_and_postponed() {
        sink.refuseNext(553);

        assertPostponed(channel.send(delivery(1, "SHOP DOWN")), "553", "check channels.smtp.from");
    }

    @ParameterizedTest
    @ValueSource(ints = {530, 535})
    void a_server_that_wants_another_sign_in_is_postponed_with_the_cure(int code) {
        sink.refuseNext(code);

        assertPostponed(channel.send(delivery(1, "SHOP DOWN")), "check channels.smtp.user and password");
    }

    @Test
    void a_user_signs_in_and_a_wrong_password_is_postponed_with_the_cure() {
        try (var guarded = MailSink.start(0, "u", new Secret("right"), () -> AT)) {
            var right = channel(guarded.port(), SmtpSettings.Tls.NONE, Optional.of(new Secret("right")));
            var wrong = channel(guarded.port(), SmtpSettings.Tls.NONE, Optional.of(new Secret("wr0ng")));
            var nobody = channel(guarded.port(), SmtpSettings.Tls.NONE, Optional.empty());

            assertThat(right.send(delivery(1, "SHOP DOWN"))).isInstanceOf(Outcome.Accepted.class);
            var denied = wrong.send(delivery(2, "SHOP DOWN"));
            assertPostponed(denied, "535", "check channels.smtp.user and password");
            assertThat(denied.toString()).doesNotContain("wr0ng");
            assertPostponed(nobody.send(delivery(3, "SHOP DOWN")), "530", "check channels.smtp.user and password");
            assertThat(guarded.mails()).hasSize(1);
        }
    }

    @Test
    void without_starttls_from_the_server_no_mail_leaves() {
        var outcome = channel(sink.port(), SmtpSettings.Tls.STARTTLS, Optional.empty())
                .send(delivery(1, "SHOP DOWN"));

        assertPostponed(outcome, "STARTTLS", "check channels.smtp.tls");
        assertThat(taken()).isZero();
    }

    @Test
    void warming_up_touches_no_network() {
        channel.warm();

        assertThat(taken()).isZero();
    }

    @Test
    void an_unreachable_server_is_postponed_by_name_and_port() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        var outcome = channel(port, SmtpSettings.Tls.NONE, Optional.empty()).send(delivery(1, "SHOP DOWN"));

        assertPostponed(outcome, "127.0.0.1:" + port, "no connection");
    }

    @Test
    void a_server_that_never_greets_is_postponed() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var outcome = channel(silent.getLocalPort(), SmtpSettings.Tls.NONE, Optional.empty())
                    .send(delivery(1, "SHOP DOWN"));

            assertPostponed(outcome, "127.0.0.1:" + silent.getLocalPort());
        }
    }

    @Test
    void silence_after_the_final_dot_is_an_unknown_outcome() {
        sink.silentNext();

        assertThat(channel.send(delivery(1, "SHOP DOWN"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(taken()).isEqualTo(1);
    }

    @Test
    @Timeout(30)
    void a_server_that_drips_is_left_in_time() throws IOException {
        try (var dripping = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> drip(dripping));

            var outcome = channel(dripping.getLocalPort(), SmtpSettings.Tls.NONE, Optional.empty())
                    .send(delivery(1, "SHOP DOWN"));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Unknown.class,
                            unknown -> assertThat(unknown.reason()).contains("was not done within 1000 ms"));
        }
    }

    private static void drip(ServerSocket server) {
        try (var socket = server.accept()) {
            while (true) {
                socket.getOutputStream().write("220-wait\r\n".getBytes(StandardCharsets.US_ASCII));
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException e) {
            // The client left, as it should.
        }
    }

    private static void assertPostponed(Outcome outcome, String... words) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        postponed -> assertThat(postponed.reason()).contains(words));
    }

    private static MimeMessage parsed(String raw) throws Exception {
        return new MimeMessage(null, new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static SmtpChannel channel(int port, SmtpSettings.Tls tls, Optional<Secret> password) {
        var settings = new SmtpSettings(
                "127.0.0.1", port, tls, password.map(_ -> "u"), password, "Example Status <status@example.com>");
        return new SmtpChannel(settings, () -> AT, new Secret("bounces"), PATIENCE, new Properties());
    }
}
