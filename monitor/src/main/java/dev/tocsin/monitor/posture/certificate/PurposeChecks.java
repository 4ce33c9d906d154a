package dev.tocsin.monitor.posture.certificate;

import static dev.tocsin.monitor.posture.CertificateCheck.BASIC;
import static dev.tocsin.monitor.posture.CertificateCheck.EKU;

import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Severity;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/// What the certificate may be used for.
final class PurposeChecks {

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String ANY = "2.5.29.37.0";

    private PurposeChecks() {}

    static List<Finding> of(X509Certificate leaf) {
        var basic = leaf.getBasicConstraints() >= 0
                ? Finding.warn(BASIC, "server certificate is a CA")
                : Finding.pass(BASIC, "not the certificate of an authority");
        return List.of(purpose(leaf), basic);
    }

    private static Finding purpose(X509Certificate leaf) {
        try {
            var purposes = leaf.getExtendedKeyUsage();
            if (purposes == null) {
                return Finding.warn(EKU, "names no purpose").weighing(Severity.MINOR);
            }
            if (purposes.contains(SERVER_AUTH)) {
                return Finding.pass(EKU, "for servers");
            }
            return purposes.contains(ANY)
                    ? Finding.warn(EKU, "for any purpose, and not for servers by name")
                            .weighing(Severity.MINOR)
                    : Finding.fail(EKU, "not for servers").seeing(String.join(", ", purposes));
        } catch (CertificateParsingException unreadable) {
            return Finding.fail(EKU, "its purposes cannot be read");
        }
    }
}
