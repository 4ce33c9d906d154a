package dev.tocsin.monitor.posture.certificate;

import static dev.tocsin.monitor.posture.CertificateCheck.CHANGED;
import static dev.tocsin.monitor.posture.CertificateCheck.ISSUER;
import static dev.tocsin.monitor.posture.CertificateCheck.KEY;

import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Severity;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What has changed since the certificate was last seen, and whether its key is one of those that its owner pinned.
public final class Renewal {

    /// A certificate as far as it is remembered.
    ///
    /// @param sha256 of the whole certificate, hexadecimal
    /// @param key SHA-256 of its public key in base64, as RFC 7469 writes pins
    public record Fingerprint(String sha256, String issuer, String key, Instant notAfter) {

        private static final ReadOnce<Fingerprint> KNOWN = new ReadOnce<>(Fingerprint::read);

        public static Fingerprint of(X509Certificate certificate) {
            return KNOWN.of(certificate);
        }

        private static Fingerprint read(X509Certificate certificate) {
            try {
                return new Fingerprint(
                        HexFormat.of().formatHex(digest(certificate.getEncoded())),
                        certificate.getIssuerX500Principal().getName(),
                        Base64.getEncoder()
                                .encodeToString(
                                        digest(certificate.getPublicKey().getEncoded())),
                        certificate.getNotAfter().toInstant());
            } catch (CertificateEncodingException broken) {
                throw new IllegalStateException("a certificate that was read cannot be written", broken);
            }
        }

        private static byte[] digest(byte[] bytes) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(bytes);
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException("this Java has no SHA-256", missing);
            }
        }
    }

    private Renewal() {}

    /// Holds what is seen now against what was seen last.
    ///
    /// @param last empty on the first look
    /// @param pins keys of which one must be served; empty where none are pinned
    public static List<Finding> of(Optional<Fingerprint> last, Fingerprint now, Set<String> pins) {
        var changed = last.filter(before -> !before.sha256().equals(now.sha256()));
        return List.of(
                changed.map(before -> Finding.info(CHANGED, "certificate changed")
                                .seeing(before.sha256() + " until " + before.notAfter() + " became " + now.sha256()
                                        + " until " + now.notAfter()))
                        .orElseGet(() -> Finding.pass(CHANGED, "certificate " + seen(last))
                                .seeing(now.sha256())),
                last.filter(before -> !before.issuer().equals(now.issuer()))
                        .map(before -> Finding.warn(ISSUER, "issuer changed")
                                .seeing(before.issuer() + " became " + now.issuer()))
                        .orElseGet(() ->
                                Finding.pass(ISSUER, "issuer " + seen(last)).seeing(now.issuer())),
                key(changed, now, pins));
    }

    private static String seen(Optional<Fingerprint> last) {
        return last.isPresent() ? "as before" : "seen for the first time";
    }

    private static Finding key(Optional<Fingerprint> changed, Fingerprint now, Set<String> pins) {
        if (!pins.isEmpty() && !pins.contains(now.key())) {
            return Finding.fail(KEY, "the key is none of the pinned ones")
                    .weighing(Severity.MAJOR)
                    .seeing(now.key());
        }
        return changed.filter(before -> before.key().equals(now.key()))
                .map(_ -> Finding.info(KEY, "renewed with the same key").seeing(now.key()))
                .orElseGet(() -> Finding.pass(KEY, pins.isEmpty() ? "no keys are pinned" : "a pinned key")
                        .seeing(now.key()));
    }
}
