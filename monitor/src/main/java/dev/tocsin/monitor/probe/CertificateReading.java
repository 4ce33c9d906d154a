package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.TlsFacts.CertificateFacts;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collection;
import java.util.List;

/// Reads from a certificate what a person wants to see of it.
final class CertificateReading {

    /// GeneralName tags of RFC 5280, 4.2.1.6.
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;
    private static final int MOST_NAMES = 100;
    private static final int LONGEST_NAME = 500;

    private CertificateReading() {}

    static CertificateFacts factsOf(X509Certificate certificate) {
        return new CertificateFacts(
                Wording.printable(certificate.getSubjectX500Principal().getName(), LONGEST_NAME),
                Wording.printable(certificate.getIssuerX500Principal().getName(), LONGEST_NAME),
                names(certificate),
                certificate.getSerialNumber().toString(16),
                fingerprint(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                certificate.getPublicKey().getAlgorithm(),
                bits(certificate.getPublicKey()),
                certificate.getSigAlgName());
    }

    /// The DNS names and IP addresses the certificate is for, in its own order; empty when unreadable.
    static List<String> names(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(CertificateReading::dialable)
                            .limit(MOST_NAMES)
                            .map(name -> Wording.printable(name.get(1).toString(), LONGEST_NAME))
                            .toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }

    private static boolean dialable(Collection<?> name) {
        return name.iterator().next() instanceof Integer tag && (tag == DNS_NAME || tag == IP_ADDRESS);
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Body.sha256(certificate.getEncoded());
        } catch (CertificateEncodingException unreadable) {
            return "";
        }
    }

    /// The size of the key; 0 for a kind we do not know.
    private static int bits(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength();
            case ECPublicKey ec -> ec.getParams().getCurve().getField().getFieldSize();
            case EdECPublicKey edwards -> edwards.getParams().getName().equals("Ed448") ? 456 : 256;
            default -> 0;
        };
    }
}
