package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.monitor.Observation;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class HostilePeerTest {

    @Test
    void a_closed_port_refuses() {
        // Port 1 is nobody's; one that was closed a moment ago may be another test's by now.
        var seen = Looks.failed(Looks.at("http://127.0.0.1:1/").look());

        assertThat(seen.reason()).isEqualTo("connect refused by 127.0.0.1:1");
        assertThat(seen.evidence().address()).isEqualTo("127.0.0.1:1");
    }

    @Test
    void a_silent_peer_costs_its_deadline_and_no_more() {
        try (var peer = Peer.silent()) {
            var seen = Looks.at(peer.url()).atTheDeadline();

            assertThat(seen.reason()).isEqualTo("no answer within 400 ms (stopped in: first byte)");
            assertThat(seen.evidence().timings().request()).isPresent();
            assertThat(seen.evidence().timings().transfer()).isEmpty();
            await().untilAsserted(() ->
                    assertThat(peer.guests()).as("sockets left open").isZero());
        }
    }

    @Test
    void a_reset_is_told() {
        try (var peer = Peer.that((socket, in, _) -> {
            Peer.request(in);
            Peer.reset(socket);
        })) {
            assertThat(Looks.failed(Looks.at(peer.url()).look()).reason())
                    .isEqualTo("connection reset by 127.0.0.1:" + peer.port() + " before the answer was complete");
        }
    }

    @Test
    void half_an_answer_is_no_answer() {
        try (var peer = Peer.that((_, in, out) -> {
            Peer.say(out, "HTTP/1.1 200 OK\r\nContent-Le");
            in.transferTo(OutputStream.nullOutputStream());
        })) {
            assertThat(Looks.at(peer.url()).atTheDeadline().reason())
                    .isEqualTo("no answer within 400 ms (stopped in: first byte)");
        }
    }

    @Test
    void a_slow_drip_does_not_stretch_the_deadline() {
        try (var peer = Peer.that((_, _, out) -> {
            Peer.say(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            while (true) {
                Peer.say(out, "x");
                Thread.sleep(10);
            }
        })) {
            var seen = Looks.at(peer.url()).atTheDeadline();

            assertThat(seen.reason())
                    .matches("no complete answer within 400 ms \\(stopped in: transfer, after \\d+ bytes\\)");
            assertThat(seen.evidence().http().orElseThrow().status()).isEqualTo(200);
            assertThat(seen.evidence().http().orElseThrow().bodyStart().orElseThrow())
                    .startsWith("xx");
        }
    }

    @Test
    void a_drip_of_headers_does_not_stretch_the_deadline() {
        try (var peer = Peer.that((_, _, out) -> {
            Peer.say(out, "HTTP/1.1 200 OK\r\n");
            while (true) {
                Peer.say(out, "X-More: x\r\n");
                Thread.sleep(10);
            }
        })) {
            Looks.at(peer.url()).atTheDeadline();
        }
    }

    @Test
    void a_drip_of_early_hints_does_not_stretch_the_deadline() {
        try (var peer = Peer.that((_, _, out) -> {
            while (true) {
                Peer.say(out, "HTTP/1.1 103 Early Hints\r\n\r\n");
                Thread.sleep(10);
            }
        })) {
            Looks.at(peer.url()).atTheDeadline();
        }
    }

    @Test
    void a_peer_that_hangs_up_is_told_by_where_it_did() {
        try (var atOnce = Peer.that((_, in, _) -> Peer.request(in));
                var inHeaders = Peer.that((_, in, out) -> {
                    Peer.request(in);
                    Peer.say(out, "HTTP/1.1 200 OK\r\nContent-Le");
                });
                var inBody = Peer.that((_, in, out) -> {
                    Peer.request(in);
                    Peer.say(out, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf");
                });
                var inChunk = Peer.that((_, in, out) -> {
                    Peer.request(in);
                    Peer.say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf");
                })) {
            var before = " before the answer was complete";
            assertThat(Looks.failed(Looks.at(atOnce.url()).look()).reason())
                    .isEqualTo("connection closed by 127.0.0.1:" + atOnce.port() + before);
            assertThat(Looks.failed(Looks.at(inHeaders.url()).look()).reason())
                    .isEqualTo("connection closed by 127.0.0.1:" + inHeaders.port() + before);
            for (var peer : new Peer[] {inBody, inChunk}) {
                var seen = Looks.failed(Looks.at(peer.url()).look());
                assertThat(seen.reason())
                        .isEqualTo("connection closed by 127.0.0.1:" + peer.port() + " in the middle of the body");
                assertThat(seen.evidence().http().orElseThrow().bodyStart()).contains("half");
            }
        }
    }

    @Test
    void a_thousand_silent_peers_hold_up_nobody() throws Exception {
        try (var silent = Peer.silent();
                var fine = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = new ArrayList<Future<Observation>>();
            for (var i = 0; i < 1000; i++) {
                hanging.add(threads.submit(() -> Looks.at(silent.url()).look(Duration.ofSeconds(6))));
            }
            await().untilAsserted(() -> assertThat(silent.guests()).isGreaterThan(900));

            var seen = Looks.at(fine.url()).look(Duration.ofSeconds(5));

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            for (var look : hanging) {
                assertThat(look.get()).isInstanceOf(Observation.Failed.class);
            }
        }
    }
}
