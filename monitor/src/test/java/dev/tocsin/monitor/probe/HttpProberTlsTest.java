package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.tocsin.monitor.probe.Looks#probers")
class HttpProberTlsTest {

    private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private static Path folder;

    private static Authority authority;
    private static Path anchor;

    private final HttpProber prober;

    HttpProberTlsTest(HttpProber prober) {
        this.prober = prober;
    }

    @BeforeAll
    static void make_an_authority() {
        authority = new Authority("Test Root");
        anchor = authority.pem(folder);
    }

    private static Peer presenting(Authority.Identity identity) {
        return Peer.saying(FINE, identity.tls(), "TLSv1.3");
    }

    private Observation look(String host, Peer peer) {
        return Looks.at("https://" + host + "/")
                .header("X-Key", "geheim")
                .connectTo("127.0.0.1:" + peer.port())
                .trust(anchor)
                .by(prober)
                .look();
    }

    @Test
    void a_good_certificate_is_written_down() {
        try (var peer = presenting(authority.identity("shop.example"))) {
            var seen = look("shop.example", peer);

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            assertThat(seen.evidence().timings().tls()).isPresent();
            var tls = seen.evidence().tls().orElseThrow();
            assertThat(tls.version()).isEqualTo("TLSv1.3");
            assertThat(tls.cipher()).startsWith("TLS_");
            assertThat(tls.trusted()).isTrue();
            assertThat(tls.hostnameMatches()).isTrue();
            var leaf = tls.certificates().getFirst();
            assertThat(leaf.subject()).isEqualTo("CN=shop.example");
            assertThat(leaf.issuer()).isEqualTo("CN=Test Root");
            assertThat(leaf.sans()).containsExactly("shop.example");
            assertThat(leaf.keyType()).isEqualTo("EC");
            assertThat(leaf.keyBits()).isEqualTo(256);
            assertThat(leaf.signature()).isEqualTo("SHA256withECDSA");
            assertThat(leaf.sha256()).hasSize(64);
        }
    }

    @Test
    void an_expired_certificate_is_not_trusted_though_its_name_is_right() {
        var expired = authority.identity("shop.example", DAY.multipliedBy(-9), Duration.ofHours(-50), "shop.example");
        try (var peer = presenting(expired)) {
            var seen = look("shop.example", peer);

            assertThat(seen).isInstanceOf(Observation.Failed.class);
            assertThat(seen.reason()).isEqualTo("certificate expired 2 d ago (CN=shop.example)");
            var tls = seen.evidence().tls().orElseThrow();
            assertThat(tls.trusted()).isFalse();
            assertThat(tls.hostnameMatches()).isTrue();
            assertThat(tls.certificates()).hasSize(1);
            assertThat(seen.evidence().http()).isEmpty();
        }
    }

    @Test
    void a_certificate_of_the_future_is_not_trusted() {
        try (var peer = presenting(authority.identity("shop.example", DAY, DAY.multipliedBy(9), "shop.example"))) {
            assertThat(look("shop.example", peer).reason())
                    .startsWith("certificate is not valid before 20")
                    .endsWith(" (CN=shop.example)");
        }
    }

    @Test
    void a_certificate_for_another_host_is_trusted_but_does_not_match() {
        try (var peer = presenting(authority.identity("other.example"))) {
            var seen = look("shop.example", peer);

            assertThat(seen).isInstanceOf(Observation.Failed.class);
            assertThat(seen.reason()).isEqualTo("certificate is for other.example, not shop.example");
            var tls = seen.evidence().tls().orElseThrow();
            assertThat(tls.trusted()).isTrue();
            assertThat(tls.hostnameMatches()).isFalse();
            assertThat(tls.version()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void everything_that_is_wrong_is_told() {
        var names = new String[] {"a.example", "b.example", "c.example", "d.example", "e.example"};
        try (var peer = presenting(authority.identity("a.example", DAY.multipliedBy(-9), DAY.negated(), names))) {
            assertThat(look("shop.example", peer).reason())
                    .isEqualTo("certificate expired 1 d ago (CN=a.example); certificate is for "
                            + "a.example, b.example, c.example and 2 more, not shop.example");
        }
    }

    @Test
    void a_self_signed_certificate_is_called_so() {
        try (var peer = presenting(Authority.selfSigned("shop.example"))) {
            var seen = look("shop.example", peer);

            assertThat(seen.reason()).isEqualTo("certificate is self-signed (CN=shop.example)");
            assertThat(seen.evidence().tls().orElseThrow().trusted()).isFalse();
            assertThat(seen.evidence().tls().orElseThrow().hostnameMatches()).isTrue();
        }
    }

    @Test
    void an_unknown_authority_is_named() {
        try (var peer = presenting(new Authority("Somebody Else").identity("shop.example"))) {
            assertThat(look("shop.example", peer).reason())
                    .isEqualTo("certificate comes from an authority that is not trusted: Somebody Else, "
                            + "or the server does not send the certificates between (CN=shop.example)");
        }
    }

    @Test
    void without_a_file_of_anchors_only_public_authorities_are_trusted() {
        try (var peer = presenting(authority.identity("shop.example"))) {
            var seen = Looks.at("https://shop.example/")
                    .connectTo("127.0.0.1:" + peer.port())
                    .by(prober)
                    .look();

            assertThat(seen).isInstanceOf(Observation.Failed.class);
            assertThat(seen.reason()).contains("not trusted: Test Root");
        }
    }

    @Test
    void an_address_can_be_certified_too() {
        try (var peer = presenting(authority.identity("box", DAY.negated(), DAY, "127.0.0.1"))) {
            var seen = Looks.at("https://127.0.0.1:" + peer.port() + "/")
                    .trust(anchor)
                    .by(prober)
                    .look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
        }
    }

    @Test
    void no_request_reaches_a_server_that_is_not_trusted() {
        var expired = authority.identity("shop.example", DAY.multipliedBy(-9), DAY.negated(), "shop.example");
        for (var identity : new Authority.Identity[] {
            expired, authority.identity("other.example"), Authority.selfSigned("shop.example")
        }) {
            try (var peer = presenting(identity)) {
                var seen = look("shop.example", peer);

                assertThat(seen).isInstanceOf(Observation.Failed.class);
                assertThat(peer.requests()).noneMatch(request -> request.contains("geheim"));
            }
        }
    }

    @Test
    void each_look_is_a_whole_handshake() {
        for (var protocol : new String[] {"TLSv1.3", "TLSv1.2"}) {
            try (var peer = Peer.saying(FINE, authority.identity("shop.example").tls(), protocol);
                    var ear = new Eavesdropper(peer)) {
                for (var i = 0; i < 3; i++) {
                    var seen = Looks.at("https://shop.example/")
                            .connectTo("127.0.0.1:" + ear.port())
                            .trust(anchor)
                            .by(prober)
                            .look();

                    assertThat(seen).isInstanceOf(Observation.Passed.class);
                    assertThat(seen.evidence().tls().orElseThrow().version()).isEqualTo(protocol);
                }
                assertThat(ear.hellos()).isEqualTo(3);
                assertThat(ear.offersToResume()).as(protocol).isZero();
            }
        }
    }

    @Test
    void a_changed_file_of_anchors_is_read_again() throws IOException {
        var first = new Authority("First");
        var second = new Authority("Second with a longer name");
        var file = Files.createTempFile(folder, "changing", ".pem");
        try (var peer = presenting(second.identity("shop.example"))) {
            var looks = Looks.at("https://shop.example/")
                    .connectTo("127.0.0.1:" + peer.port())
                    .by(prober)
                    .trust(file);

            Files.writeString(file, Files.readString(first.pem(folder)));
            var before = looks.look();
            Files.writeString(file, Files.readString(second.pem(folder)));
            var after = looks.look();

            assertThat(before).isInstanceOf(Observation.Failed.class);
            assertThat(after).isInstanceOf(Observation.Passed.class);
        }
    }

    @Test
    void a_missing_or_empty_file_of_anchors_is_our_fault() throws IOException {
        var empty = Files.writeString(folder.resolve("empty.pem"), "");

        for (var file : new Path[] {empty, folder.resolve("missing.pem")}) {
            var seen = Looks.at("https://127.0.0.1:1/").by(prober).trust(file).look();

            assertThat(seen).isInstanceOf(Observation.Inconclusive.class);
            assertThat(seen.reason()).contains(file.toString());
        }
    }
}
