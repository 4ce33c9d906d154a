package dev.tocsin.incidents.disclosure.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/// A certificate for S/MIME that nobody but its owner vouches for, made on the spot.
public record MadeCertificate(KeyPair pair, X509Certificate certificate) {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private static final String UNTIL = "2090-01-01T00:00:00Z";

    public static MadeCertificate of(String address) {
        return made(
                Optional.empty(),
                UNTIL,
                builder -> builder.addExtension(Extension.subjectAlternativeName, false, mailbox(address)));
    }

    /// One that vouches for others.
    static MadeCertificate authority() {
        return made(
                Optional.empty(),
                UNTIL,
                builder -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true)));
    }

    /// A certificate for this address and this purpose, by this authority.
    MadeCertificate vouchesFor(String address, KeyPurposeId purpose) {
        return made(
                Optional.of(this),
                "2080-01-01T00:00:00Z",
                builder -> builder.addExtension(Extension.subjectAlternativeName, false, mailbox(address))
                        .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose)));
    }

    private static GeneralNames mailbox(String address) {
        return new GeneralNames(new GeneralName(GeneralName.rfc822Name, address));
    }

    private interface Extensions {
        X509v3CertificateBuilder addTo(X509v3CertificateBuilder builder) throws CertIOException;
    }

    private static MadeCertificate made(Optional<MadeCertificate> authority, String until, Extensions extensions) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            var pair = generator.generateKeyPair();
            var number = NUMBERS.incrementAndGet();
            var name = new X500Name("CN=made here " + number);
            var builder = new JcaX509v3CertificateBuilder(
                    authority
                            .map(one -> X500Name.getInstance(
                                    one.certificate.getSubjectX500Principal().getEncoded()))
                            .orElse(name),
                    BigInteger.valueOf(number),
                    Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                    Date.from(Instant.parse(until)),
                    name,
                    pair.getPublic());
            var signer = new JcaContentSignerBuilder("SHA256withRSA")
                    .build(authority.map(MadeCertificate::pair).orElse(pair).getPrivate());
            return new MadeCertificate(
                    pair,
                    new JcaX509CertificateConverter()
                            .getCertificate(extensions.addTo(builder).build(signer)));
        } catch (Exception fault) {
            throw new AssertionError(fault);
        }
    }

    /// A PKCS #12 file that this passphrase opens.
    public byte[] file(String passphrase) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("us", pair.getPrivate(), passphrase.toCharArray(), new Certificate[] {certificate});
            var file = new ByteArrayOutputStream();
            store.store(file, passphrase.toCharArray());
            return file.toByteArray();
        } catch (Exception fault) {
            throw new AssertionError(fault);
        }
    }

    /// Signs in base64, with the content inside where `opaque`.
    public String signs(String content, boolean opaque) {
        return signs(content, opaque, true);
    }

    String signs(String content, boolean opaque, boolean withCertificate) {
        try {
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()), certificate));
            if (withCertificate) {
                generator.addCertificates(new JcaCertStore(List.of(certificate)));
            }
            var data = generator.generate(
                    new CMSProcessableByteArray(
                            content.replaceAll("\r?\n", "\r\n").getBytes(UTF_8)),
                    opaque);
            return Base64.getMimeEncoder().encodeToString(data.getEncoded());
        } catch (Exception fault) {
            throw new AssertionError(fault);
        }
    }

    /// A mail that only this certificate's owner can open.
    public String envelopes(String header, String inside) {
        try {
            var enveloping = new CMSEnvelopedDataGenerator();
            enveloping.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(certificate));
            var data = enveloping.generate(
                    new CMSProcessableByteArray(
                            inside.replaceAll("\r?\n", "\r\n").getBytes(UTF_8)),
                    new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                            .setProvider(new BouncyCastleProvider())
                            .setSecureRandom(new SecureRandom())
                            .build());
            return header + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n"
                    + "Content-Transfer-Encoding: base64\n\n"
                    + Base64.getMimeEncoder().encodeToString(data.getEncoded()) + "\n";
        } catch (Exception fault) {
            throw new AssertionError(fault);
        }
    }

    /// A mail in two parts: `part`, and its signature.
    public String signedMail(String header, String part) {
        return header + """
                Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=s

                --s
                """ + part + """

                --s
                Content-Type: application/pkcs7-signature; name=smime.p7s
                Content-Transfer-Encoding: base64

                """ + signs(part, false) + "\n--s--\n";
    }
}
