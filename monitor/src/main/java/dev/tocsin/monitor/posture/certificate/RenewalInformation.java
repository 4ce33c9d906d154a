package dev.tocsin.monitor.posture.certificate;

import static dev.tocsin.monitor.posture.CertificateCheck.ARI;

import dev.tocsin.monitor.posture.Finding;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// When the authority itself wants a certificate renewed (RFC 9773): before it revokes in bulk, long before the end.
///
/// @param from when the window for the renewal begins
/// @param explanation where the authority says why; may be empty
public record RenewalInformation(Instant from, Instant until, String explanation) {

    /// By which the authority knows the certificate; empty where the certificate does not name its issuer's key.
    public static Optional<String> identifier(X509Certificate certificate) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return Extensions.authorityKey(certificate)
                .map(key -> encoder.encodeToString(key) + "."
                        + encoder.encodeToString(certificate.getSerialNumber().toByteArray()));
    }

    /// Holds the window against the certificate in use.
    ///
    /// @param window empty where nobody asked the authority, or it does not answer
    public static Finding judge(Optional<RenewalInformation> window, X509Certificate leaf, Instant now) {
        if (window.isEmpty()) {
            return Finding.untested(ARI, "the authority was not asked");
        }
        var asked = window.get();
        var evidence = "from " + asked.from() + " until " + asked.until()
                + (asked.explanation().isEmpty() ? "" : ", " + asked.explanation());
        if (!now.isAfter(asked.until())) {
            return Finding.pass(ARI, now.isBefore(asked.from()) ? "not to be renewed yet" : "to be renewed now")
                    .seeing(evidence);
        }
        var lifetime = DateChecks.lifetime(leaf);
        var usual = Expiry.of(lifetime.isNegative() ? Duration.ZERO : lifetime, Duration.ZERO)
                .window();
        return asked.until().isBefore(DateChecks.end(leaf).minus(usual))
                ? Finding.fail(ARI, "the authority asks for immediate renewal").seeing(evidence)
                : Finding.warn(ARI, "the authority's window for the renewal is over")
                        .seeing(evidence);
    }
}
