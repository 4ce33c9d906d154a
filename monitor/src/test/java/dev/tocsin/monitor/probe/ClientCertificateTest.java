package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Observation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.tocsin.monitor.probe.Looks#probers")
class ClientCertificateTest {

    private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    @TempDir
    private static Path folder;

    private static Authority authority;
    private static Path anchor;
    private static Authority.Identity shop;
    private static Path ours;

    private final HttpProber prober;

    ClientCertificateTest(HttpProber prober) {
        this.prober = prober;
    }

    @BeforeAll
    static void make_an_authority() {
        authority = new Authority("Test Root");
        anchor = authority.pem(folder);
        shop = authority.identity("shop.example");
        ours = authority.identity("probe.example").pem(folder);
    }

    private Looks at(Peer peer) {
        return Looks.at("https://shop.example/")
                .connectTo("127.0.0.1:" + peer.port())
                .trust(anchor)
                .by(prober);
    }

    @Test
    void it_is_shown_to_a_server_that_asks() {
        for (var protocol : PROTOCOLS) {
            try (var peer = Peer.sayingToKnown(FINE, shop.tlsKnowing(authority), protocol)) {
                var seen = at(peer).showing(ours, ours).look();

                assertThat(seen.reason()).as(protocol).startsWith("status 200 in ");
            }
        }
    }

    @Test
    void a_server_that_asks_refuses_whoever_has_none() {
        for (var protocol : PROTOCOLS) {
            try (var peer = Peer.sayingToKnown(FINE, shop.tlsKnowing(authority), protocol)) {
                var seen = Looks.failed(at(peer).look());

                // Its alert may be overtaken by the reset that follows.
                assertThat(seen.reason()).as(protocol).containsAnyOf("refused the TLS handshake (", " reset ");
                assertThat(peer.requests()).isEmpty();
            }
        }
    }

    @Test
    void a_refusal_after_the_handshake_is_told_as_one() {
        var dial = new Dial(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 443), 1);
        var ofJava = new SSLHandshakeException("(certificate_required) Received fatal alert: certificate_required");
        var ofConscrypt = new SSLException("SSL routines:OPENSSL_internal:TLSV1_ALERT_CERTIFICATE_REQUIRED");

        for (var alert : List.of(ofJava, ofConscrypt)) {
            assertThat(Faults.of(alert, Trace.Phase.FIRST_BYTE, dial, Optional.empty()))
                    .isEqualTo(new Fault.Theirs("127.0.0.1:443 refused the TLS handshake (certificate_required)"));
        }
    }

    @Test
    void it_never_goes_to_another_origin() {
        try (var stranger =
                        Peer.sayingToKnown(FINE, authority.identity("127.0.0.1").tlsKnowing(authority), "TLSv1.3");
                var door = Peer.sayingToKnown(
                        "HTTP/1.1 302 x\r\nLocation: https://127.0.0.1:" + stranger.port()
                                + "/\r\nContent-Length: 0\r\n\r\n",
                        shop.tlsKnowing(authority),
                        "TLSv1.3")) {
            var seen = Looks.failed(at(door).showing(ours, ours).look());

            assertThat(door.requests()).hasSize(1);
            assertThat(stranger.requests()).isEmpty();
            assertThat(seen.reason()).contains("127.0.0.1:" + stranger.port());
        }
    }

    @Test
    void what_cannot_be_used_is_our_fault_and_says_why() throws IOException {
        var another = authority.identity("other.example").pem(folder);
        var encrypted = Files.writeString(
                folder.resolve("encrypted.key"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        var noise = Files.writeString(
                folder.resolve("noise.key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        var missing = folder.resolve("missing.pem");
        var look = Looks.at("https://127.0.0.1:1/").by(prober);

        assertThat(look.showing(missing, ours).look().reason())
                .isEqualTo("cannot read the client certificate in " + missing);
        assertThat(look.showing(ours, missing).look().reason()).isEqualTo("cannot read the key in " + missing);
        assertThat(look.showing(encrypted, ours).look().reason()).contains("no certificate in " + encrypted);
        assertThat(look.showing(ours, encrypted).look().reason())
                .contains("no unencrypted PKCS #8 key in " + encrypted);
        assertThat(look.showing(ours, noise).look().reason()).contains("the key in " + noise + " is not readable");
        assertThat(look.showing(ours, another).look())
                .isInstanceOfSatisfying(
                        Observation.Inconclusive.class,
                        seen -> assertThat(seen.reason())
                                .isEqualTo("the key in " + another + " does not belong to the certificate in " + ours));
    }

    @Test
    void a_renewed_one_is_read_again() throws IOException {
        var file = Files.createTempFile(folder, "renewed", ".pem");
        Files.copy(
                new Authority("Unknown").identity("probe.example").pem(folder),
                file,
                StandardCopyOption.REPLACE_EXISTING);
        try (var peer = Peer.sayingToKnown(FINE, shop.tlsKnowing(authority), "TLSv1.3")) {
            assertThat(at(peer).showing(file, file).look()).isInstanceOf(Observation.Failed.class);

            Files.writeString(file, Files.readString(ours) + "\n");

            assertThat(at(peer).showing(file, file).look()).isInstanceOf(Observation.Passed.class);
        }
    }

    @Test
    void without_verifying_a_look_goes_on_and_its_evidence_stays_true() {
        try (var peer = Peer.saying(FINE, Authority.selfSigned("other.example").tls(), "TLSv1.3")) {
            var seen = Looks.at("https://shop.example/")
                    .connectTo("127.0.0.1:" + peer.port())
                    .unverified()
                    .by(prober)
                    .look();

            assertThat(seen).isInstanceOf(Observation.Passed.class);
            var tls = seen.evidence().tls().orElseThrow();
            assertThat(tls.trusted()).isFalse();
            assertThat(tls.hostnameMatches()).isFalse();
            assertThat(tls.version()).isEqualTo("TLSv1.3");
        }
    }
}
