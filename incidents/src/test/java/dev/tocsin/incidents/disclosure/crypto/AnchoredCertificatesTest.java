package dev.tocsin.incidents.disclosure.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether an authority says whose a certificate is. The anchors of Java are exchanged for one that is made here.
class AnchoredCertificatesTest {
    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String WORD = "javax.net.ssl.trustStorePassword";
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final String RITA = "rita@reporter.example";
    private static final MadeCertificate AUTHORITY = MadeCertificate.authority();

    private final Optional<String> before = Optional.ofNullable(System.getProperty(STORE));
    private final Optional<String> wordBefore = Optional.ofNullable(System.getProperty(WORD));

    @TempDir
    private Path folder;

    @BeforeEach
    void trust() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", AUTHORITY.certificate());
        var file = folder.resolve("anchors.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "made here".toCharArray());
        }
        System.setProperty(STORE, file.toString());
        System.setProperty(WORD, "made here");
    }

    @AfterEach
    void trust_as_before() {
        before.ifPresentOrElse(value -> System.setProperty(STORE, value), () -> System.clearProperty(STORE));
        wordBefore.ifPresentOrElse(value -> System.setProperty(WORD, value), () -> System.clearProperty(WORD));
    }

    private static Signature signature(MadeCertificate by, String writer, Instant now) {
        var mail = by.signedMail("From: " + writer + "\n", "Content-Type: text/plain\n\nIn the cellar.\n");
        var opened = OpenedMail.of(mail.replace("\n", "\r\n").getBytes(UTF_8), Keyring.EMPTY);
        var checked = Signatures.check(opened.signatures(), List.of(), Optional.of(writer), now);
        assertThat(checked)
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(Signature.State.VALID));
        return checked.getFirst();
    }

    @Test
    void a_certificate_that_an_authority_gave_to_the_writer_is_anchored() {
        var one = signature(AUTHORITY.vouchesFor(RITA, KeyPurposeId.id_kp_emailProtection), RITA, NOW);

        assertThat(one.anchored()).isTrue();
        assertThat(one.words()).contains("which an authority gave to this address");
    }

    @Test
    void one_that_vouches_for_itself_is_not_anchored() {
        assertThat(signature(MadeCertificate.of(RITA), RITA, NOW).anchored()).isFalse();
    }

    @Test
    void one_whose_authority_java_does_not_know_is_not_anchored() {
        var stranger = MadeCertificate.authority();

        assertThat(signature(stranger.vouchesFor(RITA, KeyPurposeId.id_kp_emailProtection), RITA, NOW)
                        .anchored())
                .isFalse();
    }

    @Test
    void one_whose_time_is_over_is_not_anchored() {
        var hers = AUTHORITY.vouchesFor(RITA, KeyPurposeId.id_kp_emailProtection);
        var over = hers.certificate().getNotAfter().toInstant();

        assertThat(signature(hers, RITA, over.minusSeconds(1)).anchored()).isTrue();
        assertThat(signature(hers, RITA, over.plusSeconds(1)).anchored()).isFalse();
    }

    @Test
    void one_for_another_address_is_not_anchored() {
        var ottos = AUTHORITY.vouchesFor("otto@reporter.example", KeyPurposeId.id_kp_emailProtection);

        assertThat(signature(ottos, RITA, NOW).anchored()).isFalse();
    }

    @Test
    void one_for_servers_is_not_anchored() {
        assertThat(signature(AUTHORITY.vouchesFor(RITA, KeyPurposeId.id_kp_serverAuth), RITA, NOW)
                        .anchored())
                .isFalse();
    }
}
