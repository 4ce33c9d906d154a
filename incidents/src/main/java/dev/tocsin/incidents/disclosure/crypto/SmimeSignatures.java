package dev.tocsin.incidents.disclosure.crypto;

import dev.tocsin.incidents.mailroom.Octets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSVerifierCertificateNotValidException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;

/// S/MIME signatures (RFC 8551), by the certificates that come with them.
final class SmimeSignatures {
    private static final int MOST = 2;
    private static final int MOST_CERTIFICATES = 5;
    /// MD2, MD5, SHA-1.
    private static final Set<String> WEAK = Set.of("1.2.840.113549.2.2", "1.2.840.113549.2.5", "1.3.14.3.2.26");

    private SmimeSignatures() {}

    static List<Signature> check(Signed signed, Optional<String> writer, Instant now) {
        try {
            var der = signed.signature().bytes();
            var data = signed.content().isPresent()
                    ? new CMSSignedData(
                            new CMSProcessableByteArray(signed.content().get().bytes()), der)
                    : new CMSSignedData(der);
            var sent = certificates(data);
            var signers = data.getSignerInfos().getSigners();
            return signers.isEmpty()
                    ? List.of(Signature.invalid(signed, "", "nobody signed it"))
                    : signers.stream()
                            .limit(MOST)
                            .map(one -> check(one, signed, sent, writer, now))
                            .toList();
        } catch (CMSException fault) {
            return List.of(Signature.invalid(signed, "", "the signature is malformed"));
        }
    }

    private static List<X509CertificateHolder> certificates(CMSSignedData data) {
        return data.getCertificates().getMatches(null).stream()
                .limit(MOST_CERTIFICATES)
                .toList();
    }

    private static Signature check(
            SignerInformation one,
            Signed signed,
            List<X509CertificateHolder> sent,
            Optional<String> writer,
            Instant now) {
        var serial = String.valueOf(one.getSID().getSerialNumber());
        var holder = sent.stream().filter(one.getSID()::match).findFirst();
        if (holder.isEmpty()) {
            return Signature.unknown(signed, serial, "the certificate that made it is not in the mail");
        }
        if (WEAK.contains(one.getDigestAlgOID())) {
            return Signature.invalid(signed, serial, "it is made by a hash that can be forged");
        }
        try {
            var certificate = new JcaX509CertificateConverter().getCertificate(holder.get());
            var der = new Octets(certificate.getEncoded());
            var print = der.sha256().toUpperCase(Locale.ROOT);
            if (!Certificates.isSane(certificate)) {
                return Signature.unknown(signed, print, "its key is of a kind or a size that we do not reckon with");
            }
            var verifier = new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(certificate);
            if (!one.verify(verifier)) {
                return Signature.invalid(signed, print, "what is signed was changed, or it is for another text");
            }
            return valid(signed, certificate, der, print, sent, writer, now);
        } catch (CMSVerifierCertificateNotValidException fault) {
            return Signature.invalid(signed, serial, "its certificate was not valid when it was made");
        } catch (CMSException | OperatorCreationException | GeneralSecurityException fault) {
            return Signature.invalid(signed, serial, "what is signed was changed, or the signature is malformed");
        }
    }

    private static Signature valid(
            Signed signed,
            X509Certificate certificate,
            Octets der,
            String print,
            List<X509CertificateHolder> sent,
            Optional<String> writer,
            Instant now) {
        var names = Certificates.addresses(certificate);
        var matches = writer.map(address -> address.toLowerCase(Locale.ROOT))
                .filter(names::contains)
                .isPresent();
        var anchored = matches && Certificates.isAnchored(certificate, chain(sent), now);
        String words;
        if (!matches) {
            words = "made by this certificate, which does not name who the mail is from";
        } else if (anchored) {
            words = "made by this certificate, which an authority gave to this address";
        } else {
            words = "made by this certificate, which names this address by its own word alone: it proves that nothing"
                    + " was changed, not who wrote it";
        }
        return new Signature(
                signed.form(),
                Signature.State.VALID,
                print,
                signed.whole(),
                anchored,
                signed.whole() ? words : words + "; it is for a part of the mail alone",
                Optional.of(der));
    }

    private static List<X509Certificate> chain(List<X509CertificateHolder> sent) {
        return sent.stream().flatMap(one -> read(one).stream()).toList();
    }

    private static Optional<X509Certificate> read(X509CertificateHolder one) {
        try {
            return Optional.of(new JcaX509CertificateConverter().getCertificate(one));
        } catch (GeneralSecurityException unreadable) {
            return Optional.empty();
        }
    }
}
