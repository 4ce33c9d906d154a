package dev.tocsin.incidents.delivery.imitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailSinkTest {

    private final MailSink sink = MailSink.start(0, () -> Instant.parse("2026-01-05T14:05:00Z"));
    private Socket socket;
    private BufferedReader in;

    @BeforeEach
    void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), sink.port());
        socket.setSoTimeout(5_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        assertThat(in.readLine()).startsWith("220 ");
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        sink.close();
    }

    @Test
    void a_mail_is_taken_with_its_dots_as_they_were() throws IOException {
        begin();
        write("Subject: =?UTF-8?Q?SH=C3=96P?=\r\n\r\n..\r\n..dot\r\nend\r\n.\r\n");

        assertThat(in.readLine()).startsWith("250 ");
        var mail = sink.mails().getFirst();
        assertThat(mail.subject()).isEqualTo("SHÖP");
        assertThat(mail.text()).isEqualToNormalizingNewlines(".\n.dot\nend\n");
        assertThat(mail.from()).isEqualTo("a@example.com");
        assertThat(mail.to()).containsExactly("b@example.com", "c@example.com");
    }

    @Test
    void a_dot_between_bare_line_feeds_ends_nothing() throws IOException {
        begin();
        write("Subject: x\r\n\r\none\n.\nMAIL FROM:<mallory@example.net>\n\r\n.\r\n");

        assertThat(in.readLine()).startsWith("250 ");
        assertThat(sink.mails()).hasSize(1);
        assertThat(sink.mails().getFirst().text()).contains("mallory");
    }

    @Test
    void a_mail_over_a_mebibyte_is_refused() throws IOException {
        begin();
        var line = "x".repeat(998) + "\r\n";
        for (var i = 0; i < 1_050; i++) {
            write(line);
        }

        assertThat(in.readLine()).startsWith("552 ");
        assertThat(sink.mails()).isEmpty();
    }

    @Test
    void the_order_of_commands_is_kept() throws IOException {
        assertThat(say("RCPT TO:<b@example.com>")).startsWith("503");
        assertThat(say("DATA")).startsWith("503");
        assertThat(say("MAIL FROM:a@example.com")).startsWith("501");
        assertThat(say("AUTH PLAIN x")).startsWith("504");
        assertThat(say("NOOP")).startsWith("250");
        assertThat(say("MAIL FROM:<a@example.com>")).startsWith("250");
        assertThat(say("RSET")).startsWith("250");
        assertThat(say("RCPT TO:<b@example.com>")).startsWith("503");
        assertThat(say("VRFY x")).startsWith("502");
        assertThat(say("QUIT")).startsWith("221");
        assertThat(in.readLine()).isNull();
    }

    @Test
    void a_line_without_end_is_left() throws IOException {
        write("x".repeat(5_000));

        assertThat(in.readLine()).isNull();
    }

    private void begin() throws IOException {
        assertThat(say("HELO example.com")).startsWith("250");
        assertThat(say("MAIL FROM:<a@example.com>")).startsWith("250");
        assertThat(say("RCPT TO:<b@example.com>")).startsWith("250");
        assertThat(say("RCPT TO:<c@example.com>")).startsWith("250");
        assertThat(say("DATA")).startsWith("354");
    }

    private String say(String line) throws IOException {
        write(line + "\r\n");
        return in.readLine();
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
