package dev.tocsin.monitor.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tocsin.monitor.MailTls;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.SmtpFacts;
import dev.tocsin.monitor.probe.Authority;
import dev.tocsin.monitor.probe.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpTalkTest {

    @TempDir
    private static Path folder;

    private static Authority authority;
    private static Path anchor;

    @BeforeAll
    static void make_an_authority() {
        authority = new Authority("Test Root");
        anchor = authority.pem(folder);
    }

    private static String answer(String line) {
        return switch (line.split(" ", 2)[0]) {
            case "EHLO" -> "250-mail.example\r\n250-SIZE 1000\r\n250 STARTTLS\r\n";
            case "STARTTLS" -> "220 go ahead\r\n!";
            case "QUIT" -> "221 bye\r\n";
            default -> "500 what?\r\n";
        };
    }

    private static Peer server(Authority.Identity identity) {
        return MailPeer.greeting("220-mail.example\r\n220 ESMTP\r\n", identity, SmtpTalkTest::answer);
    }

    private static Dialogues with(Peer peer) {
        return Dialogues.with(peer).named("mail.example", anchor);
    }

    private static SmtpFacts facts(Observation seen) {
        return (SmtpFacts) seen.evidence().facts().orElseThrow();
    }

    @Test
    void a_real_server_is_greeted_and_left_politely() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            var seen = Dialogues.with(server.getSmtp().getPort())
                    .smtp(MailTls.NONE)
                    .passes();

            assertThat(seen.reason()).startsWith("mail server is ready in ");
            assertThat(facts(seen).dialogue().getFirst()).startsWith("< 220 ");
            assertThat(facts(seen).dialogue()).contains("> EHLO [127.0.0.1]").doesNotContain("> MAIL");
            assertThat(facts(seen).extensions()).isNotEmpty();
            assertThat(seen.evidence().timings().firstByte()).isPresent();
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void a_real_server_in_tls_shows_its_certificate() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        try {
            var seen = Dialogues.with(server.getSmtps().getPort())
                    .smtp(MailTls.IMPLICIT)
                    .fails();

            assertThat(seen.reason()).contains("certificate is self-signed");
            assertThat(seen.evidence().tls().orElseThrow().certificates()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void starttls_is_walked_to_the_certificate_and_back_to_ehlo() {
        try (var peer = server(authority.identity("mail.example"))) {
            var seen = with(peer).smtp(MailTls.STARTTLS).passes();

            assertThat(facts(seen).dialogue())
                    .containsExactly(
                            "< 220-mail.example",
                            "< 220 ESMTP",
                            "> EHLO [127.0.0.1]",
                            "< 250-mail.example",
                            "< 250-SIZE 1000",
                            "< 250 STARTTLS",
                            "> STARTTLS",
                            "< 220 go ahead",
                            "> EHLO [127.0.0.1]",
                            "< 250-mail.example",
                            "< 250-SIZE 1000",
                            "< 250 STARTTLS");
            assertThat(facts(seen).extensions()).containsExactly("SIZE 1000", "STARTTLS");
            assertThat(seen.evidence().tls().orElseThrow().trusted()).isTrue();
            assertThat(seen.evidence().timings().tls()).isPresent();
        }
    }

    @Test
    void expired_and_wrong_certificates_behind_starttls_are_told() {
        var day = Duration.ofDays(1);
        var expired = authority.identity("mail.example", day.multipliedBy(-9), day.multipliedBy(-2), "mail.example");
        try (var old = server(expired);
                var stranger = server(authority.identity("other.example"))) {
            assertThat(with(old).smtp(MailTls.STARTTLS).fails().reason())
                    .isEqualTo("certificate expired 2 d ago (CN=mail.example)");
            assertThat(with(stranger).smtp(MailTls.STARTTLS).fails().reason())
                    .isEqualTo("certificate is for other.example, not mail.example");
        }
    }

    @Test
    void words_behind_the_consent_to_starttls_are_refused() {
        UnaryOperator<String> injecting =
                line -> line.equals("STARTTLS") ? "220 go ahead\r\n250 injected\r\n!" : answer(line);
        try (var peer = MailPeer.greeting("220 hi\r\n", authority.identity("mail.example"), injecting)) {
            var seen = with(peer).smtp(MailTls.STARTTLS).fails();

            assertThat(seen.reason()).isEqualTo("server sent 14 bytes in the clear behind its answer to STARTTLS");
            assertThat(seen.evidence().tls()).isEmpty();
            assertThat(facts(seen).dialogue()).noneMatch(line -> line.contains("injected"));
        }
    }

    @Test
    void a_peer_silent_after_starttls_costs_its_deadline_and_is_told_as_such() {
        UnaryOperator<String> mute = line -> switch (line) {
            case "STARTTLS" -> "220 go ahead\r\n";
            case "EHLO [127.0.0.1]" -> answer(line);
            default -> "";
        };
        try (var peer = MailPeer.greeting("220 hi\r\n", authority.identity("mail.example"), mute)) {
            var seen = with(peer).smtp(MailTls.STARTTLS).failsAtTheDeadline();

            assertThat(seen.reason()).isEqualTo("no answer within 400 ms (stopped in: tls, after STARTTLS)");
            assertThat(facts(seen).dialogue()).endsWith("> STARTTLS", "< 220 go ahead");
        }
    }

    @Test
    void a_server_without_starttls_fails_where_it_is_expected() {
        try (var peer = MailPeer.greeting("220 hi\r\n", authority.identity("mail.example"), _ -> "250 hello\r\n")) {
            assertThat(with(peer).smtp(MailTls.STARTTLS).fails().reason()).isEqualTo("server does not offer STARTTLS");
        }
    }

    @Test
    void an_unwilling_server_is_quoted() {
        try (var closed = MailPeer.greeting("554 go away\r\n", authority.identity("x"), _ -> "");
                var busy = MailPeer.greeting("220 hi\r\n", authority.identity("x"), _ -> "421 too busy\r\n");
                var other = MailPeer.greeting("SSH-2.0-OpenSSH\r\n", authority.identity("x"), _ -> "")) {
            assertThat(with(closed).smtp(MailTls.NONE).fails().reason())
                    .isEqualTo("its greeting is \"554 go away\", expected 220");
            assertThat(with(busy).smtp(MailTls.NONE).fails().reason())
                    .isEqualTo("its answer to EHLO is \"421 too busy\", expected 250");
            assertThat(with(other).smtp(MailTls.NONE).fails().reason())
                    .isEqualTo("its greeting is not SMTP: \"SSH-2.0-OpenSSH\"");
        }
    }

    @Test
    void a_server_that_never_answers_the_good_bye_has_passed_all_the_same() {
        UnaryOperator<String> rude = line -> line.equals("QUIT") ? "" : answer(line);
        try (var peer = MailPeer.greeting("220 hi\r\n", authority.identity("x"), rude)) {
            var seen = with(peer).smtp(MailTls.NONE).within(Duration.ofMillis(300));

            assertThat(seen).isInstanceOf(Observation.Passed.class);
        }
    }
}
