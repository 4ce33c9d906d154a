package dev.tocsin.incidents.disclosure.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.incidents.mailroom.Octets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// The S/MIME certificate of somebody to whom we write (RFC 8551).
public final class CertificateHolder {
    private static final int FOR_KEYS = 2;
    private static final int FOR_AGREEMENT = 4;
    private static final int SMALLEST = 2_048;
    private static final int SMALLEST_CURVE = 256;
    private static final int LARGEST_CURVE = 521;

    private final X509Certificate certificate;

    private CertificateHolder(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /// Reads what [#kept] wrote; empty when messages cannot be sealed for it at `now`, by RSA or on a
    /// curve (ECDH, RFC 5753).
    public static Optional<CertificateHolder> read(String kept, Instant now) {
        try {
            var der = Base64.getDecoder().decode(kept);
            var read = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            if (read instanceof X509Certificate certificate && seals(certificate)) {
                certificate.checkValidity(Date.from(now));
                return Optional.of(new CertificateHolder(certificate));
            }
            return Optional.empty();
        } catch (GeneralSecurityException | RuntimeException noCertificate) {
            return Optional.empty();
        }
    }

    /// What is to be kept of a mail's certificates: one that signed all of it validly, names its writer, and by which
    /// he can be answered.
    public static Optional<String> kept(Signature signature, String writer, Instant now) {
        return signature
                .certificate()
                .filter(_ -> signature.state() == Signature.State.VALID && signature.whole())
                .map(der -> Base64.getEncoder().encodeToString(der.bytes()))
                .filter(text -> read(text, now)
                        .filter(one ->
                                Certificates.addresses(one.certificate).contains(writer.toLowerCase(Locale.ROOT)))
                        .isPresent());
    }

    /// As [Signature] names it; nothing where `kept` is none.
    public static Optional<String> fingerprint(String kept) {
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Octets(Base64.getDecoder().decode(kept)).sha256().toUpperCase(Locale.ROOT));
    }

    private static boolean seals(X509Certificate certificate) {
        return Certificates.isSane(certificate)
                && switch (certificate.getPublicKey()) {
                    case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= SMALLEST && isFor(certificate, FOR_KEYS);
                    case ECPublicKey ec -> {
                        var bits = ec.getParams().getOrder().bitLength();
                        yield bits >= SMALLEST_CURVE && bits <= LARGEST_CURVE && isFor(certificate, FOR_AGREEMENT);
                    }
                    default -> false;
                };
    }

    private static boolean isFor(X509Certificate certificate, int use) {
        var uses = certificate.getKeyUsage();
        return uses == null || uses[use];
    }

    /// `text` sealed for this certificate and signed by ours, where we have one.
    public SealedText seal(String text, Optional<SmimeKey> ours) {
        var words = ("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(text.getBytes(UTF_8)) + "\r\n")
                .getBytes(UTF_8);
        try {
            var sealing = new CMSEnvelopedDataGenerator();
            sealing.addRecipientInfoGenerator(recipient());
            var data = sealing.generate(
                    new CMSProcessableByteArray(
                            ours.map(key -> key.signed(words)).orElse(words)),
                    new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                            .setProvider(new BouncyCastleProvider())
                            .setSecureRandom(new SecureRandom())
                            .build());
            return new SealedText(Base64.getMimeEncoder().encodeToString(data.getEncoded()), true);
        } catch (GeneralSecurityException | CMSException | IOException fault) {
            throw new IllegalStateException("a certificate that was read cannot seal", fault);
        }
    }

    private RecipientInfoGenerator recipient() throws GeneralSecurityException {
        if (!(certificate.getPublicKey() instanceof ECPublicKey ec)) {
            return new JceKeyTransRecipientInfoGenerator(certificate);
        }
        var provider = new BouncyCastleProvider();
        var generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(ec.getParams(), new SecureRandom());
        var once = generator.generateKeyPair();
        return new JceKeyAgreeRecipientInfoGenerator(
                        CMSAlgorithm.ECDH_SHA256KDF, once.getPrivate(), once.getPublic(), CMSAlgorithm.AES256_WRAP)
                .addRecipient(certificate)
                .setProvider(provider);
    }
}
