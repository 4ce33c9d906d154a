package dev.tocsin.incidents.mailroom.lmtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.incidents.mailroom.KeptMail;
import dev.tocsin.incidents.mailroom.Mailroom;
import dev.tocsin.incidents.mailroom.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Real dialogues over real sockets.
class LmtpServerTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final LmtpSettings ANY_PORT = new LmtpSettings("127.0.0.1", 0);
    private static final Bounds SMALL = new Bounds(
            100_000, 3 * Room.PIECE, Duration.ofMillis(50), Duration.ofSeconds(5), Duration.ofSeconds(5), 2, 3);

    private final KeptMail security = new KeptMail("security@example.com");
    private final KeptMail bounces = new KeptMail("bounces@example.com");
    private final LmtpServer server =
            LmtpServer.start(ANY_PORT, new Mailroom(List.of(security, bounces)), InstantSource.fixed(NOW), SMALL);

    @AfterEach
    void stop() {
        server.close();
    }

    private Client client() {
        return new Client(server.port()).greeted();
    }

    @Test
    void a_mail_is_kept_byte_for_byte_with_its_envelope() {
        try (var client = client()) {
            client.say("MAIL FROM:<rita@example.org> SIZE=100 BODY=8BITMIME");
            client.say("RCPT TO:<Security@example.com>");
            client.say("DATA");
            client.send("Subject: \0 \u00FF\r\n\r\nbare \n and \r\r\n..dot\r\n.. two\r\n".getBytes(ISO_8859_1));

            assertThat(client.say(".")).isEqualTo("250 2.0.0 Kept");
        }

        var mail = security.mails().getFirst();
        assertThat(mail.sender()).contains("rita@example.org");
        assertThat(mail.recipient()).isEqualTo("Security@example.com");
        assertThat(mail.arrivedAt()).isEqualTo(NOW);
        assertThat(new String(mail.raw().bytes(), ISO_8859_1))
                .isEqualTo("Subject: \0 \u00FF\r\n\r\nbare \n and \r\r\n.dot\r\n. two\r\n");
    }

    @Test
    void every_recipient_has_an_answer_of_its_own() {
        bounces.answer(new Receipt.NotNow("full"));
        try (var client = client()) {
            client.say("MAIL FROM:<>");
            assertThat(client.say("RCPT TO:<nobody@example.com>")).startsWith("550 5.1.1");
            assertThat(client.say("RCPT TO:<security@example.com>")).startsWith("250");
            assertThat(client.say("RCPT TO:<bounces@example.com>")).startsWith("250");
            client.say("DATA");

            assertThat(client.say("Subject: x\r\n\r\ny\r\n.")).startsWith("250");
            assertThat(client.hear()).isEqualTo("451 4.3.0 full");
            assertThat(client.say("NOOP")).startsWith("250");
        }

        assertThat(security.mails().getFirst().sender()).isEmpty();
    }

    @Test
    void our_own_fault_has_the_mail_brought_again() {
        security.breakDown();

        assertThat(deliver("Subject: x\r\n\r\ny\r\n")).startsWith("451 4.3.0");
    }

    @Test
    void a_mail_that_went_over_a_hundred_servers_is_a_loop() {
        var hundred = "Received: from a by b\r\n\tfor c\r\n".repeat(100);

        assertThat(deliver(hundred + "\r\nx\r\n")).startsWith("250");
        assertThat(deliver(hundred + "reCEIVED: once more\r\n\r\nx\r\n")).startsWith("554 5.4.6");
        assertThat(deliver("Subject: x\r\n\r\n" + hundred + "Received: quoted\r\n"))
                .startsWith("250");
    }

    @Test
    void a_mail_that_is_too_large_is_refused_before_and_after_it_came() {
        try (var client = client()) {
            assertThat(client.say("MAIL FROM:<a@example.org> SIZE=100001")).startsWith("552 5.3.4");
            assertThat(client.say("MAIL FROM:<a@example.org> SIZE=99999999999999999999999"))
                    .startsWith("552 5.3.4");
        }

        assertThat(deliver("x".repeat(100_001) + "\r\n")).startsWith("552 5.3.4");
        assertThat(deliver("x".repeat(99_998) + "\r\n")).startsWith("250");
        assertThat(security.mails()).hasSize(1);
    }

    @Test
    void a_mail_without_end_is_not_read_for_ever() {
        try (var client = new Client(server.port()).greeted()) {
            client.say("MAIL FROM:<a@example.org>");
            client.say("RCPT TO:<security@example.com>");
            client.say("DATA");
            client.send("x".repeat(200_002).getBytes(US_ASCII));

            assertThat(client.hear()).startsWith("552 5.3.4");
            assertThat(client.hear()).isEmpty();
        }
    }

    @Test
    void large_mails_at_once_do_not_take_all_memory() {
        try (var one = client()) {
            one.say("MAIL FROM:<a@example.org>");
            one.say("RCPT TO:<security@example.com>");
            one.say("DATA");
            one.send("x".repeat(90_000).getBytes(US_ASCII));
            // The server has its share of memory once it has read past the first piece.
            assertThat(eventually("x".repeat(90_000))).startsWith("452 4.3.1");
            assertThat(one.say("\r\n.")).startsWith("250");
        }

        // Nor is the share gone with a client; that one may still be leaving, and two at once are all that is let in.
        await().ignoreExceptions().until(() -> deliver("x".repeat(90_000)).startsWith("250"));
    }

    /// Tries until the other mail has been read: its bytes are on their way.
    private String eventually(String body) {
        return IntStream.range(0, 100)
                .mapToObj(_ -> await().ignoreExceptions().until(() -> deliver(body), reply -> !reply.isEmpty()))
                .filter(reply -> reply.startsWith("452"))
                .findFirst()
                .orElse("never");
    }

    @Test
    void only_a_dot_between_two_line_ends_ends_a_mail() {
        var smuggled = "one\n.\nMAIL FROM:<b@example.org>\r\n.\nx\n.\r\n.\rx\r\n";

        assertThat(deliver(smuggled)).startsWith("250");
        assertThat(security.mails()).hasSize(1);
        assertThat(new String(security.mails().getFirst().raw().bytes(), US_ASCII))
                .isEqualTo("one\n.\nMAIL FROM:<b@example.org>\r\n\nx\n.\r\n\rx\r\n");
    }

    @Test
    void addresses_in_other_scripts_need_the_word_for_it() {
        try (var client = client()) {
            assertThat(client.say("MAIL FROM:<jürgen@example.org>")).startsWith("553 5.6.7");
            assertThat(client.say("MAIL FROM:<jürgen@example.org> SMTPUTF8")).startsWith("250");
            assertThat(client.say("RCPT TO:<security@example.com>")).startsWith("250");
            client.say("DATA");
            assertThat(client.say("Subject: ü\r\n\r\n.")).startsWith("250");
        }

        assertThat(security.mails().getFirst().sender()).contains("jürgen@example.org");
    }

    @Test
    void commands_come_in_order_and_in_their_form() {
        try (var client = new Client(server.port())) {
            assertThat(client.hear()).startsWith("220");
            assertThat(client.say("EHLO a")).startsWith("500 5.5.1");
            assertThat(client.say("MAIL FROM:<a@example.org>")).startsWith("503");
            assertThat(client.say("LHLO")).startsWith("501");
            assertThat(client.say("lhlo mx")).startsWith("250 SIZE 100000");
            assertThat(client.say("DATA")).startsWith("503");
            assertThat(client.say("RCPT TO:<security@example.com>")).startsWith("503");
            assertThat(client.say("MAIL FROM:a@example.org")).startsWith("501");
            assertThat(client.say("MAIL FROM:<a@example.org> RET=FULL")).startsWith("555");
            assertThat(client.say("MAIL FROM: <@relay.example:a@example.org>")).startsWith("250");
            assertThat(client.say("MAIL FROM:<a@example.org>")).startsWith("503");
            assertThat(client.say("DATA")).startsWith("503");
            assertThat(client.say("RCPT TO:<>")).startsWith("501");
            assertThat(client.say("RSET")).startsWith("250");
            assertThat(client.say("VRFY security")).startsWith("252");
            assertThat(client.say("x".repeat(100_000))).startsWith("500");
            assertThat(client.say("QUIT")).startsWith("221");
            assertThat(client.hear()).isEmpty();
        }
    }

    @Test
    void a_client_that_only_makes_mistakes_is_sent_away() {
        try (var client = client()) {
            var replies = IntStream.range(0, Bounds.FAULTS)
                    .mapToObj(_ -> client.say("GET / HTTP/1.1"))
                    .toList();

            assertThat(replies).allMatch(reply -> reply.startsWith("500"));
            assertThat(client.hear()).startsWith("421");
            assertThat(client.hear()).isEmpty();
        }
    }

    @Test
    void more_recipients_than_allowed_are_asked_to_come_in_another_mail() {
        try (var client = client()) {
            client.say("MAIL FROM:<a@example.org>");
            IntStream.range(0, 3).forEach(_ -> client.say("RCPT TO:<security@example.com>"));

            assertThat(client.say("RCPT TO:<bounces@example.com>")).startsWith("452 4.5.3");
        }
    }

    @Test
    void a_client_too_many_is_told_to_come_again() {
        try (var _ = client();
                var _ = client();
                var third = new Client(server.port())) {
            assertThat(third.hear()).startsWith("421 4.3.2");
        }
    }

    @Test
    void all_commands_may_come_at_once() {
        try (var client = client()) {
            client.send("MAIL FROM:<a@example.org>\r\nRCPT TO:<security@example.com>\r\nDATA\r\n".getBytes(US_ASCII));

            assertThat(client.hear()).startsWith("250");
            assertThat(client.hear()).startsWith("250");
            assertThat(client.hear()).startsWith("354");
            assertThat(client.say("x\r\n.\r\nQUIT")).startsWith("250");
            assertThat(client.hear()).startsWith("221");
        }
    }

    private String deliver(String mail) {
        try (var client = client()) {
            client.say("MAIL FROM:<a@example.org>");
            client.say("RCPT TO:<security@example.com>");
            client.say("DATA");
            client.send(mail.getBytes(ISO_8859_1));
            return client.say(mail.endsWith("\r\n") ? "." : "\r\n.");
        }
    }
}
