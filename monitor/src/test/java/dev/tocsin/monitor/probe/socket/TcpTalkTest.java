package dev.tocsin.monitor.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.TcpFacts;
import dev.tocsin.monitor.probe.Gears;
import dev.tocsin.monitor.probe.Peer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TcpTalkTest {

    /// Answers each line with itself behind a word of its own.
    private static Peer echo() {
        return Peer.that((_, in, out) -> {
            Peer.say(out, "ready\r\n");
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                Peer.say(out, "you said " + line);
            }
        });
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var sign = in.read(); sign >= 0; sign = in.read()) {
            line.append((char) sign);
            if (sign == '\n') {
                return line.toString();
            }
        }
        return "";
    }

    private static Peer greetingWith(byte[] bytes) {
        return Peer.that((_, in, out) -> {
            out.write(bytes);
            out.flush();
            in.transferTo(OutputStream.nullOutputStream());
        });
    }

    @Test
    void a_port_that_takes_the_connection_passes() {
        try (var peer = Peer.silent()) {
            var seen = Dialogues.with(peer).tcp().passes();

            assertThat(seen.reason()).startsWith("connected in ").endsWith(" ms");
            assertThat(seen.evidence().address()).isEqualTo("127.0.0.1:" + peer.port());
            assertThat(seen.evidence().timings().connect()).isPresent();
            assertThat(seen.evidence().timings().firstByte()).isEmpty();
            await().untilAsserted(() ->
                    assertThat(peer.guests()).as("sockets left open").isZero());
        }
    }

    @Test
    void a_closed_port_refuses() {
        assertThat(Dialogues.with(1).tcp().fails().reason()).isEqualTo("connect refused by 127.0.0.1:1");
    }

    @Test
    void a_name_with_a_dead_address_is_reached_by_its_next_one() {
        var dead = InetAddress.ofLiteral("127.0.0.2");
        var alive = InetAddress.ofLiteral("127.0.0.1");
        try (var peer = Peer.silent()) {
            var seen = Dialogues.with(peer)
                    .at("two.test")
                    .by(Gears.resolving(dead, alive))
                    .tcp()
                    .passes();

            assertThat(seen.evidence().address()).isEqualTo("127.0.0.1:" + peer.port());
            assertThat(seen.evidence().timings().resolve()).isPresent();
        }
    }

    @Test
    void the_steps_of_a_dialogue_are_walked_and_each_pattern_is_a_check() {
        try (var peer = echo()) {
            var seen = Dialogues.with(peer)
                    .expect("ready")
                    .send("one\r\n")
                    .expect("said (one|two)")
                    .send("two\r\n")
                    .expect("said (one|two)")
                    .tcp()
                    .passes();

            assertThat(seen.evidence().checks())
                    .extracting("actual")
                    .containsExactly("\"ready\"", "\"said one\"", "\"said two\"");
            assertThat(seen.evidence().timings().firstByte()).isPresent();
            assertThat(seen.evidence().facts()).hasValue(new TcpFacts(7 + 14 + 14, Optional.empty()));
        }
    }

    @Test
    void words_that_come_at_once_are_found_one_pattern_after_the_other() {
        try (var peer = greetingWith("one two three".getBytes(StandardCharsets.UTF_8))) {
            Dialogues.with(peer)
                    .expect("one")
                    .expect("^ two")
                    .expect("three$")
                    .tcp()
                    .passes();
        }
    }

    @Test
    void what_never_comes_fails_at_the_deadline_and_shows_what_came_instead() {
        try (var peer = echo()) {
            var seen = Dialogues.with(peer)
                    .send("hello\r\n")
                    .expect("welcome")
                    .tcp()
                    .failsAtTheDeadline();

            assertThat(seen.reason()).isEqualTo("no answer within 400 ms (waiting for /welcome/, after 23 bytes)");
            assertThat(seen.evidence().checks()).singleElement().satisfies(check -> {
                assertThat(check.passed()).isFalse();
                assertThat(check.actual()).isEqualTo("\"ready you said hello\"");
            });
            assertThat(seen.evidence().facts().orElseThrow())
                    .isInstanceOfSatisfying(
                            TcpFacts.class,
                            facts -> assertThat(facts.start())
                                    .hasValueSatisfying(
                                            start -> assertThat(start).startsWith("ready")));
        }
    }

    @Test
    void a_silent_peer_costs_its_deadline_and_no_more() {
        try (var peer = Peer.silent()) {
            var seen = Dialogues.with(peer).expect("ready").tcp().failsAtTheDeadline();

            assertThat(seen.reason()).isEqualTo("no answer within 400 ms (waiting for /ready/)");
            assertThat(seen.evidence().timings().firstByte()).isPresent();
            await().untilAsserted(() ->
                    assertThat(peer.guests()).as("sockets left open").isZero());
        }
    }

    @Test
    void a_drip_does_not_stretch_the_deadline() {
        try (var peer = Peer.that((_, _, out) -> {
            while (true) {
                Peer.say(out, "x");
                Thread.sleep(10);
            }
        })) {
            assertThat(Dialogues.with(peer)
                            .expect("ready")
                            .tcp()
                            .failsAtTheDeadline()
                            .reason())
                    .matches("no answer within 400 ms \\(waiting for /ready/, after \\d+ bytes\\)");
        }
    }

    @Test
    void a_flood_ends_when_the_pattern_is_not_in_its_beginning() {
        try (var peer = Peer.that((_, _, out) -> {
            while (true) {
                out.write(new byte[8192]);
            }
        })) {
            var seen = Dialogues.with(peer).expect("ready").tcp().fails();

            assertThat(seen.reason()).isEqualTo("no /ready/ in the first 16 KiB that came");
            assertThat(seen.evidence().facts().orElseThrow().toString()).hasSizeLessThan(5000);
        }
    }

    @Test
    void a_peer_that_does_not_read_holds_nobody_beyond_the_deadline() {
        try (var peer = Peer.that((_, _, _) -> Thread.sleep(60_000))) {
            assertThat(Dialogues.with(peer)
                            .send("x".repeat(16 * 1024 * 1024))
                            .tcp()
                            .failsAtTheDeadline()
                            .reason())
                    .isEqualTo("not everything could be sent within 400 ms");
        }
    }

    @Test
    void a_half_closed_peer_has_nothing_more_to_say() {
        try (var peer = Peer.that((socket, in, out) -> {
            Peer.say(out, "rea");
            socket.shutdownOutput();
            in.transferTo(OutputStream.nullOutputStream());
        })) {
            assertThat(Dialogues.with(peer).expect("ready").tcp().fails().reason())
                    .isEqualTo("connection closed by 127.0.0.1:" + peer.port() + " while we waited for /ready/");
        }
    }

    @Test
    void a_reset_is_told() {
        try (var peer = Peer.that((socket, in, _) -> {
            var _ = in.read();
            Peer.reset(socket);
        })) {
            assertThat(Dialogues.with(peer)
                            .send("x")
                            .expect("ready")
                            .tcp()
                            .fails()
                            .reason())
                    .isEqualTo("connection reset by 127.0.0.1:" + peer.port() + " while we waited for /ready/");
        }
    }

    @Test
    void bytes_that_are_no_text_are_shown_as_such() {
        try (var peer = greetingWith(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 27, 'o', 'k', '\n'})) {
            Dialogues.with(peer).expect("ok").tcp().passes();
            var seen = Dialogues.with(peer).expect("fine").tcp().within(Dialogues.SOON);

            assertThat(seen.evidence().checks().getFirst().actual()).isEqualTo("\"\uFFFD\uFFFD\uFFFD\uFFFDok\"");
        }
    }

    @Test
    void a_letter_that_comes_in_two_halves_is_one_letter() {
        try (var peer = Peer.that((_, in, out) -> {
            out.write(0xc3);
            out.flush();
            var _ = in.read();
            out.write(0xa9);
            out.flush();
            in.transferTo(OutputStream.nullOutputStream());
        })) {
            Dialogues.with(peer).send("x").expect("^é$").tcp().passes();
        }
    }

    @Test
    void a_pattern_without_end_is_told_as_such() {
        try (var peer = greetingWith("a".repeat(2000).getBytes(StandardCharsets.UTF_8))) {
            var seen = Dialogues.with(peer)
                    .expect("(.*)(.*)(.*)(.*)(.*)\\1\\2x")
                    .tcp()
                    .within(Dialogues.SOON);

            assertThat(seen).isInstanceOf(Observation.Failed.class);
            assertThat(seen.reason())
                    .isIn(
                            "pattern /(.*)(.*)(.*)(.*)(.*)\\1\\2x/ found no end in what came",
                            "answer could not be judged within 400 ms");
        }
    }

    @Test
    void a_slow_peer_is_slow_or_down_as_wanted() {
        try (var peer = Peer.that((_, in, out) -> {
            Thread.sleep(60);
            Peer.say(out, "ready");
            in.transferTo(OutputStream.nullOutputStream());
        })) {
            var limit = Duration.ofMillis(50);
            var slow = Dialogues.with(peer).expect("ready").within(limit, false).tcp();
            var down = Dialogues.with(peer).expect("ready").within(limit, true).tcp();

            assertThat(slow.passes()).isInstanceOfSatisfying(Observation.Passed.class, seen -> {
                assertThat(seen.slow()).isTrue();
                assertThat(seen.reason()).endsWith("expected within 50 ms");
            });
            assertThat(down.fails().reason()).matches("answered in .*, expected within 50 ms");
        }
    }

    @Test
    void no_address_at_all_is_the_targets_fault() {
        var seen = Dialogues.with(9).at("none.test").by(Gears.resolving()).tcp().fails();

        assertThat(seen.reason()).isEqualTo("name none.test has no address");
    }
}
