package dev.tocsin.monitor.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.monitor.ImapFacts;
import dev.tocsin.monitor.MailTls;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.SmtpFacts;
import dev.tocsin.monitor.probe.Peer;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class HostileMailPeerTest {

    enum Protocol {
        SMTP("220-"),
        IMAP("* OK ");

        private final String word;

        Protocol(String word) {
            this.word = word;
        }
    }

    private final Protocol protocol;

    HostileMailPeerTest(Protocol protocol) {
        this.protocol = protocol;
    }

    private Dialogues.Look at(Peer peer) {
        return switch (protocol) {
            case SMTP -> Dialogues.with(peer).smtp(MailTls.NONE);
            case IMAP -> Dialogues.with(peer).imap(MailTls.NONE);
        };
    }

    private static List<String> dialogue(Observation seen) {
        return switch (seen.evidence().facts().orElseThrow()) {
            case SmtpFacts smtp -> smtp.dialogue();
            case ImapFacts imap -> imap.dialogue();
            default -> throw new AssertionError("no mail");
        };
    }

    @Test
    void a_peer_silent_after_accept_costs_its_deadline_and_no_more() {
        try (var peer = Peer.silent()) {
            assertThat(at(peer).failsAtTheDeadline().reason())
                    .isEqualTo("no answer within 400 ms (waiting for its greeting)");
            await().untilAsserted(() ->
                    assertThat(peer.guests()).as("sockets left open").isZero());
        }
    }

    @Test
    void a_drip_does_not_stretch_the_deadline() {
        try (var peer = Peer.that((_, _, out) -> {
            Peer.say(out, protocol.word);
            while (true) {
                Peer.say(out, "x");
                Thread.sleep(10);
            }
        })) {
            assertThat(at(peer).failsAtTheDeadline().reason())
                    .matches("no answer within 400 ms \\(waiting for its greeting, after \\d+ bytes\\)");
        }
    }

    @Test
    void a_dialogue_without_end_is_cut() {
        try (var peer = Peer.that((_, _, out) -> {
            Peer.say(out, "* OK hi\r\n".repeat(protocol == Protocol.IMAP ? 1 : 0));
            while (true) {
                Peer.say(out, protocol.word + "more\r\n");
            }
        })) {
            var seen = at(peer).fails();

            assertThat(seen.reason()).contains(" has no end, 100 lines were read");
            assertThat(dialogue(seen)).hasSize(100);
        }
    }

    @Test
    void a_line_without_end_is_cut() {
        try (var peer = Peer.that((_, _, out) -> {
            while (true) {
                Peer.say(out, "x".repeat(1000));
            }
        })) {
            assertThat(at(peer).fails().reason())
                    .isEqualTo("a line of more than 8192 bytes came while we waited for its greeting");
        }
    }

    @Test
    void a_half_closed_peer_is_told() {
        try (var peer = Peer.that((socket, in, out) -> {
            Peer.say(out, protocol.word);
            socket.shutdownOutput();
            in.transferTo(OutputStream.nullOutputStream());
        })) {
            assertThat(at(peer).fails().reason())
                    .isEqualTo("connection closed by 127.0.0.1:" + peer.port() + " while we waited for its greeting");
        }
    }

    @Test
    void bytes_that_are_no_text_are_shown_as_such() {
        try (var peer = Peer.that((_, in, out) -> {
            out.write(new byte[] {(byte) 0xff, 0, 27, '\r', 'x', '\r', '\n'});
            out.flush();
            in.transferTo(OutputStream.nullOutputStream());
        })) {
            var seen = at(peer).fails();

            assertThat(seen.reason()).contains("\"\uFFFD\uFFFD\uFFFD");
            assertThat(dialogue(seen)).containsExactly("< \uFFFD\uFFFD\uFFFD x");
        }
    }
}
