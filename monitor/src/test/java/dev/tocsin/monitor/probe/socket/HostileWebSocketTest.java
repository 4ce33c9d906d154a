package dev.tocsin.monitor.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.monitor.probe.Peer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HostileWebSocketTest {

    private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: (\\S+)");

    @FunctionalInterface
    interface Frames {
        void send(OutputStream out) throws IOException, InterruptedException;
    }

    /// Grants the upgrade with `more` headers, then does as it likes.
    private static Peer upgraded(String more, Frames frames) {
        return Peer.that((_, in, out) -> {
            var key = KEY.matcher(Peer.request(in));
            Peer.say(
                    out,
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + more
                            + "Sec-WebSocket-Accept: " + (key.find() ? accept(key.group(1)) : "") + "\r\n\r\n");
            frames.send(out);
            out.flush();
            in.transferTo(OutputStream.nullOutputStream());
        });
    }

    private static String accept(String key) {
        try {
            var magic = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-1").digest(magic.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Peer saying(String answer) {
        return Peer.that((_, in, out) -> {
            Peer.request(in);
            Peer.say(out, answer);
            in.transferTo(OutputStream.nullOutputStream());
        });
    }

    private static String reason(Peer peer) {
        return Dialogues.with(peer).expect("welcome").webSocket("ws").fails().reason();
    }

    @Test
    void a_peer_silent_after_accept_costs_its_deadline_and_no_more() {
        try (var peer = Peer.silent()) {
            assertThat(Dialogues.with(peer).webSocket("ws").failsAtTheDeadline().reason())
                    .isEqualTo("no answer within 400 ms (waiting for the answer to the upgrade)");
            await().untilAsserted(() ->
                    assertThat(peer.guests()).as("sockets left open").isZero());
        }
    }

    @Test
    void a_drip_of_headers_does_not_stretch_the_deadline() {
        try (var peer = Peer.that((_, _, out) -> {
            Peer.say(out, "HTTP/1.1 101 Switching Protocols\r\n");
            while (true) {
                Peer.say(out, "X-More: x\r\n");
                Thread.sleep(10);
            }
        })) {
            Dialogues.with(peer).webSocket("ws").failsAtTheDeadline();
        }
    }

    @Test
    void a_drip_within_a_message_does_not_stretch_the_deadline() {
        try (var peer = upgraded("", out -> {
            out.write(new byte[] {(byte) 0x81, 126, 4, 0});
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(10);
            }
        })) {
            Dialogues.with(peer).expect("welcome").webSocket("ws").failsAtTheDeadline();
        }
    }

    @Test
    void a_peer_that_never_closes_its_side_has_passed_all_the_same() {
        try (var peer = upgraded("", _ -> {})) {
            var seen = Dialogues.with(peer).webSocket("ws").within(Dialogues.SOON);

            assertThat(seen.reason()).startsWith("upgraded to a WebSocket in ");
        }
    }

    @Test
    void what_speaks_no_http_is_told() {
        try (var peer = saying("220 mail.example\r\n")) {
            assertThat(reason(peer)).isEqualTo("answer is not HTTP: \"220 mail.example\"");
        }
    }

    @Test
    void a_forged_consent_is_no_upgrade() {
        try (var peer = saying("""
                HTTP/1.1 101 Switching Protocols\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Accept: c3R1ZmY=\r
                \r
                """)) {
            assertThat(reason(peer)).startsWith("upgrade is not valid: Expected 'Sec-WebSocket-Accept' header value");
        }
    }

    @Test
    void compression_that_nobody_asked_for_is_refused() {
        try (var peer = upgraded("Sec-WebSocket-Extensions: permessage-deflate\r\n", _ -> {})) {
            assertThat(reason(peer))
                    .isEqualTo("answer is not valid HTTP (it answers with an extension that nobody asked for)");
        }
    }

    @Test
    void a_message_without_end_stops_at_a_mebibyte() {
        try (var peer = upgraded("", out -> {
            out.write(new byte[] {(byte) 0x81, 127, 0, 0, 0, 1, 0, 0, 0, 0});
            out.write(new byte[2 * 1024 * 1024]);
        })) {
            assertThat(reason(peer))
                    .isEqualTo("127.0.0.1:" + peer.port() + " sends without end while we waited for a message with "
                            + "/welcome/ after the upgrade");
        }
    }

    @Test
    void a_flood_of_empty_messages_ends() {
        try (var peer = upgraded("", out -> {
            while (true) {
                out.write(new byte[] {(byte) 0x81, 0});
            }
        })) {
            assertThat(reason(peer)).contains(" sends without end while we waited for a message");
        }
    }

    @Test
    void a_frame_that_breaks_the_rules_is_told() {
        try (var peer = upgraded("", out -> out.write(new byte[] {(byte) 0xff, 0}))) {
            assertThat(reason(peer)).startsWith("answer of 127.0.0.1:" + peer.port() + " broke off while we waited");
        }
    }

    @Test
    void a_text_that_is_no_utf8_is_shown_as_far_as_it_goes() {
        try (var peer = upgraded("", out -> out.write(new byte[] {(byte) 0x81, 3, (byte) 0xff, 'o', 'k'}))) {
            var seen = Dialogues.with(peer).expect("ok").webSocket("ws").passes();

            assertThat(seen.evidence().checks().getFirst().actual()).isEqualTo("\"ok\"");
        }
    }

    @Test
    void a_half_closed_peer_is_told() {
        try (var peer = Peer.that((socket, in, _) -> {
            Peer.request(in);
            socket.shutdownOutput();
            in.transferTo(OutputStream.nullOutputStream());
        })) {
            assertThat(reason(peer))
                    .isEqualTo("connection closed by 127.0.0.1:" + peer.port() + " before the answer was complete");
        }
    }
}
