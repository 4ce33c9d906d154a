package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.TlsFacts.CertificateFacts;
import dev.tocsin.monitor.posture.certificate.Extensions;
import dev.tocsin.monitor.posture.certificate.KeyFacts;
import dev.tocsin.monitor.posture.certificate.ReadOnce;
import dev.tocsin.monitor.posture.certificate.Renewal;
import java.security.cert.X509Certificate;
import java.util.ArrayList;

/// A certificate as it is shown.
final class Facts {

    private static final int MOST_NAMES = 100;

    private static final ReadOnce<CertificateFacts> KNOWN = new ReadOnce<>(Facts::read);

    private Facts() {}

    static CertificateFacts of(X509Certificate certificate) {
        return KNOWN.of(certificate);
    }

    private static CertificateFacts read(X509Certificate certificate) {
        var names = Extensions.names(certificate);
        var shown = new ArrayList<>(names.dns().stream()
                .map(name -> name.replaceAll("[^\\x20-\\x7e]", "?"))
                .toList());
        names.addresses().forEach(address -> shown.add(address.text()));
        return new CertificateFacts(
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                shown.stream().limit(MOST_NAMES).toList(),
                certificate.getSerialNumber().toString(16),
                Renewal.Fingerprint.of(certificate).sha256(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                certificate.getPublicKey().getAlgorithm(),
                KeyFacts.of(certificate.getPublicKey()).bits(),
                certificate.getSigAlgName());
    }
}
