package dev.tocsin.incidents.disclosure.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.disclosure.crypto.Signature.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.junit.jupiter.api.Test;

/// With signatures that GnuPG made, and with certificates made here.
class SignaturesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Optional<String> RITA = Optional.of("rita@reporter.example");
    private static final String PRINT = "32DA17A607A12DE50BB7C2F3EE14CA4F0778C7BC";

    /// Its main key only certifies; a subkey signs.
    private static final String KEY = """
            -----BEGIN PGP PUBLIC KEY BLOCK-----

            mDMEawA2QBYJKwYBBAHaRw8BAQdA9HfoJFiSe5AWvvm/Jd3vlrurCYwXRhSd35m+
            Hvb7KEy0FXJpdGFAcmVwb3J0ZXIuZXhhbXBsZYiQBBMWCAA4FiEEMtoXpgehLeUL
            t8Lz7hTKTwd4x7wFAmsANkACGwEFCwkIBwIGFQoJCAsCBBYCAwECHgECF4AACgkQ
            7hTKTwd4x7wYFgEAyly8/S5d3tAtJCbGSjy4zEopuzFMqz66mZ0VNJ6GI3ABAMsQ
            boMYpDz6RshXFeqnvCkI6rwI+oPA5gv3Rt+amjoBuDMEawA2QBYJKwYBBAHaRw8B
            AQdADROHwCGd7pN9c9QmRC9l5NQFckHuqqPmY5+rY+c7UsuI7wQYFggAIBYhBDLa
            F6YHoS3lC7fC8+4Uyk8HeMe8BQJrADZAAhsCAIEJEO4Uyk8HeMe8diAEGRYIAB0W
            IQQDohjw39p/fMxfCIJGCFbD8pIfiQUCawA2QAAKCRBGCFbD8pIfiePMAPsGbUgA
            u9mchJq3Kw9/ay95pZeAPVu8aFIp2wnuyI70JgEApcDmb7gLLZHk2nlpQlBHSItC
            DUswKkjidl4lp2VmoAyF8QD/X6mW3HQL9x4SSqlq204KwjTS0zJIVOh8nBH994QP
            amYA/iSe6E3yPFpr7qvVwyxVp2pUeP6QAseJ2LSo/MGkrY4D
            =3mui
            -----END PGP PUBLIC KEY BLOCK-----
            """;

    private static final String CLEAR = """
            -----BEGIN PGP SIGNED MESSAGE-----
            Hash: SHA256

            There is a hole in the café. \s
            - - a dash
            - --
            Rita
            -----BEGIN PGP SIGNATURE-----

            iHUEARYIAB0WIQQDohjw39p/fMxfCIJGCFbD8pIfiQUCawA2fAAKCRBGCFbD8pIf
            iQCzAP9tNz85RYq/7Ga9awsSL6ZZ1hdUr8a7fo1W6fRbmKnz7QD9G7mCSq8xdbCk
            ZSTWoZE7Ca9/70UqLhzYjATfVaFHMQg=
            =DH2h
            -----END PGP SIGNATURE-----
            """;

    private static final String PART = "Content-Type: text/plain; charset=utf-8\n\nThere is a hole.\n";
    private static final String APART = """
            -----BEGIN PGP SIGNATURE-----

            iHUEARYIAB0WIQQDohjw39p/fMxfCIJGCFbD8pIfiQUCawA2fAAKCRBGCFbD8pIf
            iedLAP9yROBiC34T/Jb9H7kDuTi27NJ5eLmU6ELttlArRjeodwEAnWXFALmnS+70
            E4itvjbE3Tq+b7qoRRVHo56tWZtc7gA=
            =baSv
            -----END PGP SIGNATURE-----
            """;

    private static List<Signature> check(String mail, List<String> keys) {
        return check(mail, keys, Keyring.EMPTY);
    }

    private static List<Signature> check(String mail, List<String> keys, Keyring ours) {
        var opened = OpenedMail.of(mail.replaceAll("\r?\n", "\r\n").getBytes(UTF_8), ours);
        return Signatures.check(opened.signatures(), keys, RITA, NOW);
    }

    private static String signedApart(String part, String more) {
        return """
                Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary="s s"

                a line for old programs
                --s s
                """ + part + """

                --s s
                Content-Type: application/pgp-signature; name=signature.asc

                """ + APART + "--s s" + more;
    }

    private static void assertIs(List<Signature> found, State state, boolean whole) {
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.state()).as(one.words()).isEqualTo(state);
            assertThat(one.whole()).isEqualTo(whole);
        });
    }

    @Test
    void a_readable_text_is_valid_by_the_key_that_signed_it_and_by_no_other() {
        var mail = "Content-Type: text/plain; charset=utf-8\n\n" + CLEAR;
        var other = PgpKey.read(MadeKeys.pgp("x@y.example"), new Secret(MadeKeys.PASSPHRASE))
                .armouredPublicKey();

        assertIs(check(mail, List.of("no key", other, KEY)), State.VALID, true);
        assertThat(check(mail, List.of(KEY)).getFirst().key()).isEqualTo(PRINT);
        assertIs(check(mail, List.of(other)), State.UNKNOWN_KEY, true);
        assertIs(check(mail.replace("a hole", "no hole"), List.of(KEY)), State.INVALID, true);
        assertThat(OpenedMail.of(mail.getBytes(UTF_8), Keyring.EMPTY)
                        .mail()
                        .content()
                        .text())
                .contains("\n- a dash\n--")
                .doesNotContain("BEGIN", "Hash");
    }

    @Test
    void words_beside_a_signed_text_are_not_taken_for_signed() {
        assertIs(
                check("Content-Type: text/plain; charset=utf-8\n\nPay me.\n" + CLEAR, List.of(KEY)),
                State.VALID,
                false);
    }

    @Test
    void a_signature_in_a_part_of_its_own_is_over_the_bytes_of_the_other() {
        assertIs(check(signedApart(PART, "--\n"), List.of(KEY)), State.VALID, true);
        assertIs(check(signedApart(PART.replace("a hole", "a  hole"), "--\n"), List.of(KEY)), State.INVALID, true);
        assertIs(check(signedApart(PART, "--\n"), List.of()), State.UNKNOWN_KEY, true);
    }

    @Test
    void what_a_mailing_list_or_a_liar_adds_is_not_taken_for_signed() {
        var added = "\nContent-Type: text/plain\n\nPay me instead.\n--s s--\n";

        assertIs(check(signedApart(PART, added), List.of(KEY)), State.VALID, false);
        assertIs(
                check(
                        "Content-Type: multipart/mixed; boundary=l\n\n--l\nContent-Type: text/plain\n\nPay me.\n--l\n"
                                + signedApart(PART, "--\n") + "\n--l--\n",
                        List.of(KEY)),
                State.VALID,
                false);
    }

    @Test
    void a_subkey_that_somebody_hung_on_his_own_key_signs_nothing_for_him() throws Exception {
        var mallory = PgpKey.read(MadeKeys.pgp("mallory@y.example"), new Secret(MadeKeys.PASSPHRASE))
                .armouredPublicKey();
        var hers = ring(KEY).getPublicKeys();
        hers.next();
        var stolen = PGPPublicKeyRing.insertPublicKey(ring(mallory), hers.next());
        var out = new ByteArrayOutputStream();
        try (var armour = new ArmoredOutputStream(out)) {
            stolen.encode(armour);
        }

        assertIs(check("\n" + CLEAR, List.of(out.toString(UTF_8))), State.UNKNOWN_KEY, true);
    }

    private static PGPPublicKeyRing ring(String armoured) throws Exception {
        return new PGPPublicKeyRing(
                PGPUtil.getDecoderStream(new ByteArrayInputStream(armoured.getBytes(UTF_8))),
                new BcKeyFingerprintCalculator());
    }

    @Test
    void what_is_signed_within_its_seal_is_checked() {
        var ours = PgpKey.read(MadeKeys.pgp("security@company.example"), new Secret(MadeKeys.PASSPHRASE));
        var hers = PgpKey.read(MadeKeys.pgp("rita@reporter.example"), new Secret(MadeKeys.PASSPHRASE));
        var sealed = Correspondent.read(ours.armouredPublicKey(), NOW)
                .orElseThrow()
                .seal("a secret hole", Optional.of(hers), NOW.plusSeconds(60));
        var keyring = new Keyring(Optional.of(ours), Optional.empty());

        assertIs(check("Subject: x\n\n" + sealed, List.of(hers.armouredPublicKey()), keyring), State.VALID, true);
        assertIs(check("Subject: x\n\n" + sealed, List.of(KEY), keyring), State.UNKNOWN_KEY, true);
        assertIs(
                check("Subject: x\n\nPay me.\n" + sealed, List.of(hers.armouredPublicKey()), keyring),
                State.VALID,
                false);
    }

    @Test
    void an_s_mime_signature_proves_that_nothing_was_changed_and_not_who_wrote() {
        var hers = MadeCertificate.of("Rita@Reporter.example");
        var mail = hers.signedMail("Subject: x\n", PART);
        var opaque =
                "Content-Type: application/pkcs7-mime; smime-type=signed-data\nContent-Transfer-Encoding: base64\n\n"
                        + hers.signs(PART, true);

        for (var one : List.of(mail, opaque)) {
            assertIs(check(one, List.of()), State.VALID, true);
            assertThat(check(one, List.of()).getFirst()).satisfies(found -> {
                assertThat(found.anchored()).isFalse();
                assertThat(found.words()).contains("not who wrote it");
                assertThat(found.certificate()).isPresent();
            });
        }
        assertIs(check(mail.replace("a hole", "no hole"), List.of()), State.INVALID, true);
        assertThat(check(MadeCertificate.of("otto@reporter.example").signedMail("", PART), List.of())
                        .getFirst()
                        .words())
                .contains("does not name who the mail is from");
    }

    @Test
    void an_s_mime_signature_without_its_certificate_is_by_an_unknown_key() {
        var mail = "Content-Type: application/pkcs7-mime; smime-type=signed-data\nContent-Transfer-Encoding: base64\n\n"
                + MadeCertificate.of("rita@reporter.example").signs(PART, true, false);

        assertIs(check(mail, List.of()), State.UNKNOWN_KEY, true);
    }

    @Test
    void whatever_stands_where_a_signature_should_be_nothing_is_thrown() {
        var mails = List.of(
                signedApart(PART, "--\n"),
                "\n" + CLEAR,
                MadeCertificate.of("rita@reporter.example").signedMail("", PART));
        var random = new Random(7);
        for (var mail : mails) {
            for (var i = 0; i < 200; i++) {
                var bytes = mail.replaceAll("\r?\n", "\r\n").getBytes(UTF_8);
                for (var k = 0; k < 4; k++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                var cut = random.nextInt(3) == 0 ? random.nextInt(bytes.length) : bytes.length;
                var opened = OpenedMail.of(Arrays.copyOf(bytes, cut), Keyring.EMPTY);

                assertThat(Signatures.check(opened.signatures(), List.of(KEY, "x"), RITA, NOW))
                        .hasSizeLessThan(9);
            }
        }
        assertIs(
                check("\n" + CLEAR.replaceAll("(?m)^[A-Za-z0-9+/=]{20,}$", "AAAA"), List.of(KEY)), State.INVALID, true);
        assertThat(check("\n" + "-----BEGIN PGP SIGNED MESSAGE-----\n\n".repeat(50_000), List.of(KEY)))
                .isEmpty();
    }
}
