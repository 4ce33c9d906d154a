package dev.tocsin.monitor.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tocsin.monitor.ImapFacts;
import dev.tocsin.monitor.MailTls;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.probe.Authority;
import dev.tocsin.monitor.probe.Peer;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImapTalkTest {

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
        var words = line.split(" ", 2);
        return switch (words[1]) {
            case "CAPABILITY" -> "* CAPABILITY IMAP4rev1 StartTLS\r\n" + words[0] + " OK done\r\n";
            case "STARTTLS" -> words[0] + " OK go ahead\r\n!";
            default -> "* BYE bye\r\n" + words[0] + " OK\r\n";
        };
    }

    private static Peer server(String greeting, UnaryOperator<String> answers) {
        return MailPeer.greeting(greeting, authority.identity("mail.example"), answers);
    }

    private static Dialogues with(Peer peer) {
        return Dialogues.with(peer).named("mail.example", anchor);
    }

    private static ImapFacts facts(Observation seen) {
        return (ImapFacts) seen.evidence().facts().orElseThrow();
    }

    @Test
    void a_real_server_is_asked_what_it_can_do() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        try {
            var seen = Dialogues.with(server.getImap().getPort())
                    .imap(MailTls.NONE)
                    .passes();

            assertThat(seen.reason()).startsWith("mailbox server is ready in ");
            assertThat(facts(seen).capabilities()).contains("IMAP4REV1");
            assertThat(facts(seen).dialogue()).contains("> t1 CAPABILITY").noneMatch(line -> line.contains("LOGIN "));
        } finally {
            server.stop();
        }
    }

    @Test
    void starttls_is_walked_to_the_certificate() {
        try (var peer = server("* OK ready\r\n", ImapTalkTest::answer)) {
            var seen = with(peer).imap(MailTls.STARTTLS).passes();

            assertThat(facts(seen).dialogue())
                    .containsExactly(
                            "< * OK ready",
                            "> t1 CAPABILITY",
                            "< * CAPABILITY IMAP4rev1 StartTLS",
                            "< t1 OK done",
                            "> t2 STARTTLS",
                            "< t2 OK go ahead",
                            "> t3 CAPABILITY",
                            "< * CAPABILITY IMAP4rev1 StartTLS",
                            "< t3 OK done");
            assertThat(seen.evidence().tls().orElseThrow().trusted()).isTrue();
        }
    }

    @Test
    void words_behind_the_consent_to_starttls_are_refused() {
        UnaryOperator<String> injecting =
                line -> line.endsWith("STARTTLS") ? "t2 OK\r\n* CAPABILITY EVIL\r\n!" : answer(line);
        try (var peer = server("* OK ready\r\n", injecting)) {
            assertThat(with(peer).imap(MailTls.STARTTLS).fails().reason())
                    .isEqualTo("server sent 19 bytes in the clear behind its answer to STARTTLS");
        }
    }

    @Test
    void a_peer_silent_after_starttls_costs_its_deadline_and_is_told_as_such() {
        UnaryOperator<String> mute = line -> switch (line) {
            case "t1 CAPABILITY" -> answer(line);
            case "t2 STARTTLS" -> "t2 OK\r\n";
            default -> "";
        };
        try (var peer = server("* OK\r\n", mute)) {
            assertThat(with(peer).imap(MailTls.STARTTLS).failsAtTheDeadline().reason())
                    .isEqualTo("no answer within 400 ms (stopped in: tls, after STARTTLS)");
        }
    }

    @Test
    void an_unwilling_server_is_quoted() {
        try (var closed = server("* BYE overloaded\r\n", _ -> "");
                var unable = server("* OK\r\n", _ -> "t1 BAD what?\r\n");
                var plain = server("* OK\r\n", _ -> "* CAPABILITY IMAP4rev1\r\nt1 OK\r\n");
                var other = server("* OK\r\n", _ -> "hello\r\n")) {
            assertThat(with(closed).imap(MailTls.NONE).fails().reason())
                    .isEqualTo("its greeting is \"* BYE overloaded\", expected \"* OK\"");
            assertThat(with(unable).imap(MailTls.NONE).fails().reason())
                    .isEqualTo("its answer to CAPABILITY is \"t1 BAD what?\", expected OK");
            assertThat(with(plain).imap(MailTls.STARTTLS).fails().reason()).isEqualTo("server does not offer STARTTLS");
            assertThat(with(other).imap(MailTls.NONE).fails().reason())
                    .isEqualTo("its answer to CAPABILITY is not IMAP: \"hello\"");
        }
    }
}
