package dev.tocsin.monitor.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.probe.Authority;
import dev.tocsin.monitor.probe.Eavesdropper;
import dev.tocsin.monitor.probe.Gear;
import dev.tocsin.monitor.probe.Peer;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.tocsin.monitor.probe.Gears#onEachTls")
class TlsTalkTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private static Path folder;

    private static Authority authority;
    private static Path anchor;

    private final Gear gear;

    TlsTalkTest(Gear gear) {
        this.gear = gear;
    }

    @BeforeAll
    static void make_an_authority() {
        authority = new Authority("Test Root");
        anchor = authority.pem(folder);
    }

    private static Peer presenting(Authority.Identity identity) {
        return Peer.saying("hello\r\n", identity.tls(), "TLSv1.3");
    }

    private Dialogues with(Peer peer) {
        return Dialogues.with(peer).named("shop.example", anchor).by(gear);
    }

    @Test
    void a_good_certificate_is_written_down() {
        try (var peer = presenting(authority.identity("shop.example"))) {
            var seen = with(peer).tls().passes();

            assertThat(seen.reason()).startsWith("TLS handshake done in ");
            assertThat(seen.evidence().timings().tls()).isPresent();
            assertThat(seen.evidence().timings().request()).isEmpty();
            var tls = seen.evidence().tls().orElseThrow();
            assertThat(tls.version()).isEqualTo("TLSv1.3");
            assertThat(tls.trusted()).isTrue();
            assertThat(tls.hostnameMatches()).isTrue();
            assertThat(tls.certificates().getFirst().sans()).containsExactly("shop.example");
        }
    }

    @Test
    void an_expired_certificate_is_seen_though_it_fails() {
        var expired = authority.identity("shop.example", DAY.multipliedBy(-9), Duration.ofHours(-50), "shop.example");
        try (var peer = presenting(expired)) {
            var seen = with(peer).tls().fails();

            assertThat(seen.reason()).isEqualTo("certificate expired 2 d ago (CN=shop.example)");
            assertThat(seen.evidence().tls().orElseThrow().certificates()).hasSize(1);
            assertThat(seen.evidence().tls().orElseThrow().trusted()).isFalse();
        }
    }

    @Test
    void a_certificate_for_another_name_is_told_with_both_names() {
        try (var peer = presenting(authority.identity("other.example"))) {
            var seen = with(peer).tls().fails();

            assertThat(seen.reason()).isEqualTo("certificate is for other.example, not shop.example");
            assertThat(seen.evidence().tls().orElseThrow().trusted()).isTrue();
            assertThat(seen.evidence().tls().orElseThrow().version()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void nothing_is_said_to_a_stranger() {
        try (var peer = presenting(authority.identity("other.example"))) {
            with(peer).send("geheim\r\n\r\n").tcp(true).fails();

            assertThat(peer.requests()).noneMatch(request -> request.contains("geheim"));
        }
    }

    @Test
    void a_certificate_must_live_as_long_as_is_expected() {
        try (var peer = presenting(authority.identity("shop.example"))) {
            var enough = with(peer).validFor(Duration.ofDays(9)).tls().passes();
            var tooShort = with(peer).validFor(Duration.ofDays(14)).tls().fails();

            assertThat(enough.evidence().checks()).singleElement().returns(true, check -> check.passed());
            assertThat(tooShort.reason())
                    .matches("certificate expires in 9 d \\(.*Z\\), expected to be valid for 14 d");
        }
    }

    @Test
    void a_dialogue_can_be_held_within_tls() {
        try (var peer = presenting(authority.identity("shop.example"))) {
            var seen = with(peer).send("hi\r\n\r\n").expect("hello").tcp(true).passes();

            assertThat(seen.evidence().tls()).isPresent();
            assertThat(seen.evidence().checks()).hasSize(1);
        }
    }

    @Test
    void each_look_is_a_whole_handshake() {
        for (var protocol : new String[] {"TLSv1.3", "TLSv1.2"}) {
            try (var peer = Peer.saying(
                            "hello\r\n", authority.identity("shop.example").tls(), protocol);
                    var ear = new Eavesdropper(peer)) {
                for (var i = 0; i < 3; i++) {
                    Dialogues.with(ear.port())
                            .named("shop.example", anchor)
                            .by(gear)
                            .send("hi\r\n\r\n")
                            .expect("hello")
                            .tcp(true)
                            .passes();
                }

                assertThat(ear.hellos()).isEqualTo(3);
                assertThat(ear.offersToResume()).as(protocol).isZero();
            }
        }
    }

    @Test
    void a_silent_peer_costs_its_deadline_and_no_more() {
        try (var peer = Peer.silent()) {
            assertThat(with(peer).tls().failsAtTheDeadline().reason())
                    .isEqualTo("no answer within 400 ms (stopped in: tls)");
            await().untilAsserted(() ->
                    assertThat(peer.guests()).as("sockets left open").isZero());
        }
    }

    @Test
    void what_speaks_no_tls_is_told() {
        try (var peer = Peer.that((_, in, out) -> {
            Peer.say(out, "220 mail.example ESMTP ready\r\n");
            in.transferTo(OutputStream.nullOutputStream());
        })) {
            assertThat(with(peer).tls().fails().reason()).isEqualTo("127.0.0.1:" + peer.port() + " does not speak TLS");
        }
    }

    @Test
    void a_missing_file_of_anchors_is_our_fault() {
        try (var peer = Peer.silent()) {
            var seen = Dialogues.with(peer)
                    .named("shop.example", folder.resolve("missing.pem"))
                    .tls()
                    .now();

            assertThat(seen).isInstanceOf(Observation.Inconclusive.class);
            assertThat(seen.reason()).contains("missing.pem");
        }
    }
}
