package dev.tocsin.incidents.disclosure.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// S/MIME with a program that others wrote, both ways, by RSA and on two curves.
class OpensslMailsTest {
    private static final String WORDS = "The hole is in the cellar.";
    private static final String RSA = "rsa:2048";
    private static final String P256 = "ec -pkeyopt ec_paramgen_curve:P-256";
    private static final String P384 = "ec -pkeyopt ec_paramgen_curve:P-384";

    @TempDir
    private Path folder;

    @BeforeAll
    static void is_there() {
        Assumptions.assumeTrue(Openssl.isThere(), "the openssl command is not here: S/MIME with it is not tried");
    }

    private Openssl rita(String kind) {
        return new Openssl(folder, "rita", kind);
    }

    private Openssl us(String kind) {
        return new Openssl(folder, "security", kind);
    }

    private static String signed(Openssl by, String out, String... more) {
        by.write("words", WORDS + "\n");
        var how = new String[] {"cms", "-sign", "-text", "-in", "words", "-out", out};
        var whose = new String[] {
            "-signer",
            by.certificateFile(),
            "-inkey",
            by.keyFile(),
            "-from",
            "rita@reporter.example",
            "-to",
            "security@company.example",
            "-subject",
            "A hole"
        };
        by.run(joined(joined(how, whose), more));
        return out;
    }

    private static String sealed(Openssl by, Openssl reader, String in, String... more) {
        var how = new String[] {
            "cms", "-encrypt", "-in", in, "-out", "sealed", "-from", "rita@reporter.example", "-subject", "A hole"
        };
        by.run(joined(joined(how, more), reader.certificateFile()));
        return "sealed";
    }

    private static String[] joined(String[] some, String... more) {
        return java.util.stream.Stream.of(some, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
    }

    private OpenedMail read(String file, Optional<SmimeKey> ours) throws Exception {
        return OpenedMail.of(
                java.nio.file.Files.readAllBytes(folder.resolve(file)), new Keyring(Optional.empty(), ours));
    }

    private static void assertSignedBy(Openssl whom, OpenedMail opened) {
        var now = whom.certificate().getNotBefore().toInstant().plus(Duration.ofMinutes(5));
        assertThat(opened.mail().content().text()).contains(WORDS);
        assertThat(Signatures.check(opened.signatures(), List.of(), Optional.of("rita@reporter.example"), now))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.state()).as(one.words()).isEqualTo(Signature.State.VALID);
                    assertThat(one.whole()).isTrue();
                    assertThat(CertificateHolder.kept(one, "rita@reporter.example", now))
                            .contains(whom.kept());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {RSA, P256, P384})
    void a_mail_that_it_signed_beside_or_around_the_words_is_read(String kind) throws Exception {
        var rita = rita(kind);

        assertSignedBy(rita, read(signed(rita, "beside"), Optional.empty()));
        assertSignedBy(rita, read(signed(rita, "around", "-nodetach"), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {RSA, P256, P384})
    void a_mail_that_it_encrypted_to_us_is_read_signed_or_not(String kind) throws Exception {
        var rita = rita(kind);
        var us = us(kind);
        rita.write("plain", "Content-Type: text/plain\n\n" + WORDS + "\n");

        var plain = read(sealed(rita, us, "plain"), Optional.of(us.key()));
        assertThat(plain.encrypted()).isTrue();
        assertThat(plain.shut()).isFalse();
        assertThat(plain.mail().content().text()).contains(WORDS);
        assertThat(plain.mail().subject()).contains("A hole");
        for (var more : new String[][] {{"-aes256"}, {"-aes-256-gcm"}, {"-aes128"}}) {
            assertSignedBy(rita, read(sealed(rita, us, signed(rita, "beside"), more), Optional.of(us.key())));
            assertSignedBy(
                    rita, read(sealed(rita, us, signed(rita, "around", "-nodetach"), more), Optional.of(us.key())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {RSA, P256, P384})
    void it_opens_what_we_seal_and_finds_it_signed_by_us(String kind) {
        var rita = rita(kind);
        var us = us(kind);
        var now = rita.certificate().getNotBefore().toInstant().plus(Duration.ofMinutes(5));

        var letter =
                CertificateHolder.read(rita.kept(), now).orElseThrow().seal("We dig.\n\u00e4", Optional.of(us.key()));
        rita.write(
                "letter",
                "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\nContent-Transfer-Encoding: base64\n\n"
                        + letter.body() + "\n");

        rita.run(
                "cms",
                "-decrypt",
                "-in",
                "letter",
                "-recip",
                rita.certificateFile(),
                "-inkey",
                rita.keyFile(),
                "-out",
                "opened");
        rita.write("trusted.pem", us.run("x509", "-in", us.certificateFile()));
        var said = rita.run("cms", "-verify", "-in", "opened", "-CAfile", "trusted.pem", "-purpose", "any");
        var inside = OpenedMail.of(said.getBytes(UTF_8), Keyring.EMPTY).mail();
        assertThat(inside.content().text().strip()).isEqualTo("We dig.\n\u00e4");
    }

    @ParameterizedTest
    @ValueSource(strings = {RSA, P256})
    void what_is_for_another_certificate_stays_shut(String kind) throws Exception {
        var rita = rita(kind);
        var other = new Openssl(folder, "other", kind);

        var opened = read(sealed(rita, other, signed(rita, "beside")), Optional.of(us(kind).key()));

        assertThat(opened.shut()).isTrue();
        assertThat(opened.mail().problems()).anyMatch(problem -> problem.contains("another certificate than ours"));
    }
}
