package dev.tocsin.incidents.disclosure.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.mailroom.Octets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessable;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/// Our S/MIME certificate with its key (RFC 8551): opens what was sealed for it.
public final class SmimeKey {
    private static final int MOST = 64 << 20;

    private final X509Certificate certificate;
    private final PrivateKey key;

    private SmimeKey(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /// Reads a PKCS #12 file.
    /// @throws IllegalArgumentException when it holds no key that the passphrase opens
    public static SmimeKey read(byte[] file, Secret passphrase) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            var word = passphrase.reveal().toCharArray();
            store.load(new ByteArrayInputStream(file), word);
            for (var alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, word) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    return new SmimeKey(certificate, key);
                }
            }
            throw new IllegalArgumentException(
                    "there is no key in this PKCS #12 file, export one with its certificate");
        } catch (GeneralSecurityException | IOException fault) {
            throw new IllegalArgumentException("this is no PKCS #12 file that the passphrase opens", fault);
        }
    }

    /// Opens enveloped data, be it authenticated (GCM, RFC 5083) or not.
    Opening open(byte[] message) {
        try {
            var authenticated = CMSObjectIdentifiers.authEnvelopedData.equals(
                    ContentInfo.getInstance(message).getContentType());
            var recipients = authenticated
                    ? new CMSAuthEnvelopedData(message).getRecipientInfos()
                    : new CMSEnvelopedData(message).getRecipientInfos();
            var ours = recipients.get(
                    isOnCurve() ? new JceKeyAgreeRecipientId(certificate) : new JceKeyTransRecipientId(certificate));
            if (ours == null) {
                return new Opening.Shut("it is for another certificate than ours");
            }
            var content = ours.getContent(isOnCurve() ? agreeing(authenticated) : unwrapping(authenticated));
            return content.length > MOST
                    ? new Opening.Shut("its content is larger than we take")
                    : new Opening.Opened(new Octets(content));
        } catch (CMSException | RuntimeException fault) {
            return new Opening.Shut("it is malformed, or was changed on its way");
        }
    }

    private boolean isOnCurve() {
        return certificate.getPublicKey() instanceof ECPublicKey;
    }

    /// By ECDH (RFC 5753).
    private Recipient agreeing(boolean authenticated) {
        return (authenticated ? new JceKeyAgreeAuthEnvelopedRecipient(key) : new JceKeyAgreeEnvelopedRecipient(key))
                .setProvider(new BouncyCastleProvider());
    }

    /// By RSA.
    private Recipient unwrapping(boolean authenticated) {
        return (authenticated ? new JceKeyTransAuthEnvelopedRecipient(key) : new JceKeyTransEnvelopedRecipient(key))
                .setProvider(new BouncyCastleProvider());
    }

    /// A part of a mail within a signature of ours (opaque), as a part of a mail.
    byte[] signed(byte[] part) {
        try {
            var digests = new JcaDigestCalculatorProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build();
            var algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(digests)
                    .build(new JcaContentSignerBuilder(algorithm).build(key), certificate));
            generator.addCertificates(new JcaCertStore(List.of(certificate)));
            var data = generator.generate(new CMSProcessableByteArray(part), true);
            return ("Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n"
                            + "Content-Transfer-Encoding: base64\r\n\r\n"
                            + Base64.getMimeEncoder().encodeToString(data.getEncoded()) + "\r\n")
                    .getBytes(US_ASCII);
        } catch (CMSException | OperatorCreationException | GeneralSecurityException | IOException fault) {
            throw new IllegalStateException("our own certificate does not sign", fault);
        }
    }

    /// What is inside signed data that hides it (opaque signing).
    static Opening signedContent(byte[] message) {
        try {
            CMSProcessable content = new CMSSignedData(message).getSignedContent();
            return content != null && content.getContent() instanceof byte[] bytes
                    ? new Opening.Opened(new Octets(bytes))
                    : new Opening.Shut("there is nothing in it");
        } catch (CMSException | RuntimeException fault) {
            return new Opening.Shut("the signature is malformed");
        }
    }
}
