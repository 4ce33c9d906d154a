package dev.tocsin.incidents.disclosure.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/// Whose a certificate for S/MIME is (RFC 8550).
final class Certificates {
    private static final int LARGEST = 8_192;
    private static final int LARGEST_EXPONENT = 64;
    private static final int LONGEST_PATH = 4;
    private static final int MAIL_NAME = 1;
    private static final String FOR_MAIL = "1.3.6.1.5.5.7.3.4";
    private static final String FOR_ALL = "2.5.29.37.0";

    private Certificates() {}

    /// Whether reckoning with its key cannot take long.
    static boolean isSane(X509Certificate certificate) {
        return switch (certificate.getPublicKey()) {
            case RSAPublicKey rsa ->
                rsa.getModulus().bitLength() <= LARGEST
                        && rsa.getPublicExponent().bitLength() <= LARGEST_EXPONENT;
            case ECPublicKey _, EdECPublicKey _ -> true;
            default -> false;
        };
    }

    /// The mail addresses that it names, in lower case.
    static Set<String> addresses(X509Certificate certificate) {
        var addresses = new HashSet<String>();
        try {
            var names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                names.stream()
                        .filter(name -> name.get(0).equals(MAIL_NAME))
                        .forEach(name ->
                                addresses.add(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT)));
            }
        } catch (CertificateParsingException malformed) {
            return addresses;
        }
        var subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        for (var part : subject.getRDNs(BCStyle.EmailAddress)) {
            addresses.add(IETFUtils.valueToString(part.getFirst().getValue()).toLowerCase(Locale.ROOT));
        }
        return addresses;
    }

    /// Whether an authority that comes with Java vouches for it, and for mail. Revocation is not looked up: nobody is
    /// to learn that we read a mail.
    static boolean isAnchored(X509Certificate certificate, List<X509Certificate> sent, Instant now) {
        try {
            var uses = certificate.getExtendedKeyUsage();
            if (uses != null && !uses.contains(FOR_MAIL) && !uses.contains(FOR_ALL)) {
                return false;
            }
            var target = new X509CertSelector();
            target.setCertificate(certificate);
            var search = new PKIXBuilderParameters(anchors(), target);
            search.setRevocationEnabled(false);
            search.setMaxPathLength(LONGEST_PATH);
            search.setDate(Date.from(now));
            search.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(sent)));
            CertPathBuilder.getInstance("PKIX").build(search);
            return true;
        } catch (GeneralSecurityException | RuntimeException noPath) {
            return false;
        }
    }

    private static Set<TrustAnchor> anchors() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .map(root -> new TrustAnchor(root, null))
                .collect(Collectors.toSet());
    }
}
