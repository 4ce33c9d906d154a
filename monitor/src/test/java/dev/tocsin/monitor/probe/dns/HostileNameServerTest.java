package dev.tocsin.monitor.probe.dns;

import static dev.tocsin.monitor.probe.dns.Asking.failed;
import static dev.tocsin.monitor.probe.dns.Asking.passed;
import static dev.tocsin.monitor.probe.dns.NameServer.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.monitor.Probe.Dns.Transport;
import dev.tocsin.monitor.probe.Peer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

class HostileNameServerTest {
    private static final String SHOP = "shop.example";
    private static final Record SHOP_A = record("shop.example. A 192.0.2.10");
    private static final String SILENCE = "no answer within 400 ms (stopped in: first byte)";

    @Test
    void a_silent_server_costs_its_deadline_and_no_more() {
        try (var server = NameServer.silent()) {
            assertThat(Asking.about(SHOP).at(server.address()).atTheDeadline().reason())
                    .isEqualTo(SILENCE);
            assertThat(Asking.about(SHOP)
                            .over(Transport.TCP)
                            .at(server.address())
                            .atTheDeadline()
                            .reason())
                    .isEqualTo(SILENCE);
        }
    }

    @Test
    void a_closed_port_is_told_at_once() {
        var server = NameServer.silent();
        server.close();

        assertThat(failed(Asking.about(SHOP).at(server.address()).look()).reason())
                .isEqualTo("nobody answers DNS at " + server.address() + ", the port is closed");
        assertThat(failed(Asking.about(SHOP)
                                .over(Transport.TCP)
                                .at(server.address())
                                .look())
                        .reason())
                .isEqualTo("connect refused by " + server.address());
    }

    @Test
    void datagrams_of_strangers_are_passed_over() {
        try (var server = NameServer.that((query, _) -> {
            var good = NameServer.answer(query, Rcode.NOERROR, SHOP_A).toWire();
            return List.of("garbage".getBytes(StandardCharsets.UTF_8), otherNumber(good), query.toWire(), good);
        })) {
            passed(Asking.about(SHOP).at(server.address()).look());
        }
    }

    @Test
    void what_came_instead_of_an_answer_is_told_at_the_deadline() {
        try (var number = NameServer.mangling(HostileNameServerTest::otherNumber, SHOP_A);
                var garbage = NameServer.that((_, _) -> List.of(new byte[] {1, 2, 3}));
                var echo = NameServer.that((query, _) -> List.of(query.toWire()));
                var other = NameServer.that((_, _) -> List.of());
                var question = NameServer.that((query, _) -> List.of(otherQuestion(query)))) {
            var odd = SILENCE + "; what came was none: ";
            assertThat(Asking.about(SHOP).at(number.address()).atTheDeadline().reason())
                    .isEqualTo(odd + number.address() + " answered with the number of another query");
            assertThat(Asking.about(SHOP).at(garbage.address()).atTheDeadline().reason())
                    .isEqualTo(odd + garbage.address() + " sent what is no valid DNS message (3 bytes)");
            assertThat(Asking.about(SHOP).at(echo.address()).atTheDeadline().reason())
                    .isEqualTo(odd + echo.address() + " sent a query instead of an answer");
            assertThat(Asking.about(SHOP).at(question.address()).atTheDeadline().reason())
                    .isEqualTo(odd + question.address() + " answered another question (bank.example. A)");
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void over_tcp_what_is_no_answer_ends_the_look() {
        try (var number = NameServer.mangling(HostileNameServerTest::otherNumber, SHOP_A);
                var empty = NameServer.that((_, _) -> List.of(new byte[0]))) {
            assertThat(failed(Asking.about(SHOP)
                                    .over(Transport.TCP)
                                    .at(number.address())
                                    .look())
                            .reason())
                    .isEqualTo(number.address() + " answered with the number of another query");
            assertThat(failed(Asking.about(SHOP)
                                    .over(Transport.TCP)
                                    .at(empty.address())
                                    .look())
                            .reason())
                    .isEqualTo(empty.address() + " sent what is no valid DNS message (0 bytes)");
        }
    }

    @Test
    void a_flood_of_garbage_ends_the_look_before_it_fills_anything() {
        var flood = new ArrayList<byte[]>();
        for (var i = 0; i < 1_500; i++) {
            flood.add(new byte[] {0});
        }
        try (var server = NameServer.that((_, _) -> flood)) {
            // Some may be lost on the way: then it is the deadline that ends it.
            assertThat(failed(Asking.about(SHOP).at(server.address()).look(Asking.SOON))
                            .reason())
                    .contains("sent what is no valid DNS message (1 bytes)");
        }
    }

    @Test
    void half_a_message_over_tcp_is_none() {
        try (var drip = Peer.that((_, in, out) -> {
                    in.readNBytes(10);
                    out.write(0);
                    out.write(200);
                    while (true) {
                        Peer.say(out, "x");
                        Thread.sleep(50);
                    }
                });
                var hangup = Peer.that((_, in, out) -> {
                    in.readNBytes(10);
                    out.write(new byte[] {0, 50, 1, 2, 3});
                    out.flush();
                })) {
            assertThat(Asking.about(SHOP)
                            .over(Transport.TCP)
                            .at("127.0.0.1:" + drip.port())
                            .atTheDeadline()
                            .reason())
                    .isEqualTo("no answer within 400 ms (stopped in: transfer)");
            await().untilAsserted(() ->
                    assertThat(drip.guests()).as("sockets left open").isZero());
            assertThat(failed(Asking.about(SHOP)
                                    .over(Transport.TCP)
                                    .at("127.0.0.1:" + hangup.port())
                                    .look())
                            .reason())
                    .contains("127.0.0.1:" + hangup.port() + " before the answer was complete");
        }
    }

    @Test
    void a_peer_that_is_silent_in_the_handshake_or_speaks_no_tls_is_told() {
        try (var silent = Peer.silent();
                var plain = Peer.that((_, in, out) -> {
                    in.readNBytes(10);
                    Peer.say(out, "SSH-2.0-nothing\r\n");
                })) {
            assertThat(Asking.about(SHOP)
                            .over(Transport.TLS)
                            .at("127.0.0.1:" + silent.port())
                            .atTheDeadline()
                            .reason())
                    .isEqualTo("no answer within 400 ms (stopped in: tls)");
            assertThat(failed(Asking.about(SHOP)
                                    .over(Transport.TLS)
                                    .at("127.0.0.1:" + plain.port())
                                    .look())
                            .reason())
                    .isEqualTo("127.0.0.1:" + plain.port() + " does not speak TLS");
        }
    }

    @Property(tries = 300)
    void no_bytes_break_the_reader(@ForAll byte[] bytes) {
        var question = Question.of(new dev.tocsin.monitor.Probe.Dns(
                SHOP,
                dev.tocsin.monitor.Probe.Dns.RecordType.A,
                java.util.Optional.empty(),
                Transport.UDP,
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                dev.tocsin.monitor.Probe.Dns.Answer.ANY_RECORD,
                dev.tocsin.monitor.Probe.Pace.ANY));
        var ours = question.bytes();
        var mixed = Arrays.copyOf(ours, ours.length + bytes.length);
        System.arraycopy(bytes, 0, mixed, Math.min(2, ours.length), bytes.length);

        assertThat(question.read(bytes)).isInstanceOf(Question.Reading.Stray.class);
        assertThat(question.read(mixed)).isNotNull();
    }

    private static byte[] otherNumber(byte[] answer) {
        var other = answer.clone();
        other[1] ^= 1;
        return other;
    }

    private static byte[] otherQuestion(Message query) {
        var other = Message.newQuery(record("bank.example. A 192.0.2.1"));
        other.getHeader().setID(query.getHeader().getID());
        other.getHeader().setFlag(org.xbill.DNS.Flags.QR);
        return other.toWire();
    }
}
