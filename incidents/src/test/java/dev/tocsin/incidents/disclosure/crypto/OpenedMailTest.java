package dev.tocsin.incidents.disclosure.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/// With keys made here.
class OpenedMailTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Secret WORD = new Secret(MadeKeys.PASSPHRASE);

    private final PgpKey pgp = PgpKey.read(MadeKeys.pgp("security@company.example"), WORD);

    private String sealed(String text) {
        return Correspondent.read(pgp.armouredPublicKey(), NOW).orElseThrow().seal(text, Optional.empty(), NOW);
    }

    private static OpenedMail open(String mail, Keyring keys) {
        return OpenedMail.of(mail.replaceAll("\r?\n", "\r\n").getBytes(UTF_8), keys);
    }

    @Test
    void armour_in_the_text_is_opened() {
        var mail = open(
                "Subject: x\n\nSee:\n" + sealed("a secret hole ✔"), new Keyring(Optional.of(pgp), Optional.empty()));

        assertThat(mail.mail().content().text())
                .contains("See:", "a secret hole ✔")
                .doesNotContain("BEGIN PGP");
        assertThat(mail.encrypted()).isTrue();
        assertThat(mail.shut()).isFalse();
    }

    @Test
    void an_encrypted_mail_is_opened_with_its_parts_and_its_html_is_read_for_its_words() {
        var inside = "Content-Type: text/html\r\n\r\n<p>a secret <img src=\"https://evil.example/x\"> hole</p>";
        var mail = open("""
                Subject: outside
                Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b

                --b
                Content-Type: application/pgp-encrypted

                Version: 1
                --b
                Content-Type: application/octet-stream

                """ + sealed(inside) + "\n--b--\n", new Keyring(Optional.of(pgp), Optional.empty()));

        assertThat(mail.mail().content().text()).isEqualTo("a secret hole");
        assertThat(mail.mail().content().html()).isEmpty();
        assertThat(mail.mail().subject()).contains("outside");
    }

    @Test
    void what_is_for_another_key_is_kept_as_it_came() {
        var other = PgpKey.read(MadeKeys.pgp("security@company.example"), WORD);

        var mail = open("Subject: x\n\n" + sealed("secret"), new Keyring(Optional.of(other), Optional.empty()));

        assertThat(mail.shut()).isTrue();
        assertThat(mail.mail().problems()).containsExactly("it cannot be decrypted: it is for another key than ours");
        assertThat(mail.mail().content().text()).contains("BEGIN PGP MESSAGE");
        assertThat(open("Subject: x\n\n" + sealed("secret"), Keyring.EMPTY).shut())
                .isTrue();
    }

    @Test
    void nonsense_in_armour_stays_shut() {
        var mail = open(
                "Subject: x\n\n-----BEGIN PGP MESSAGE-----\n\nhF4DAAAA\n=AAAA\n-----END PGP MESSAGE-----\n",
                new Keyring(Optional.of(pgp), Optional.empty()));

        assertThat(mail.shut()).isTrue();
    }

    @Test
    void our_key_shows_its_public_half_alone() {
        assertThat(pgp.armouredPublicKey())
                .contains("BEGIN PGP PUBLIC KEY BLOCK")
                .doesNotContain("PRIVATE");
        assertThat(pgp.fingerprint()).matches("([0-9A-F]{4} ){9}[0-9A-F]{4}");
        assertThat(pgp.toString()).doesNotContain("made here");
    }

    @Test
    void an_s_mime_mail_is_opened() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        var pair = generator.generateKeyPair();
        var name = new X500Name("CN=security@company.example");
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(NOW),
                                Date.from(NOW.plusSeconds(86_400)),
                                name,
                                pair.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("us", pair.getPrivate(), WORD.reveal().toCharArray(), new Certificate[] {certificate});
        var file = new ByteArrayOutputStream();
        store.store(file, WORD.reveal().toCharArray());
        var enveloping = new CMSEnvelopedDataGenerator();
        enveloping.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(certificate));
        var data = enveloping.generate(
                new CMSProcessableByteArray("Content-Type: text/plain\r\n\r\na secret hole".getBytes(UTF_8)),
                new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                        .setProvider(new BouncyCastleProvider())
                        .setSecureRandom(new SecureRandom())
                        .build());
        var mail = "Subject: x\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n"
                + "Content-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(data.getEncoded());

        var opened = open(mail, new Keyring(Optional.empty(), Optional.of(SmimeKey.read(file.toByteArray(), WORD))));

        assertThat(opened.mail().content().text()).isEqualTo("a secret hole");
        assertThat(opened.encrypted()).isTrue();
        assertThat(open(mail, Keyring.EMPTY).shut()).isTrue();
    }
}
