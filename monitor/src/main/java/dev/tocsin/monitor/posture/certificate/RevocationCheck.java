package dev.tocsin.monitor.posture.certificate;

import static dev.tocsin.monitor.posture.CertificateCheck.REVOKED;

import dev.tocsin.monitor.posture.Finding;
import java.time.Duration;
import java.time.Instant;

/// Whether the certificate was revoked. What cannot be told is told as that, and pages nobody.
final class RevocationCheck {

    private static final Duration SHORT = Duration.ofDays(7);
    private static final Duration SHORT_BEFORE = Duration.ofDays(10);
    private static final Instant SHORTER_SINCE = Instant.parse("2026-03-15T00:00:00Z");

    private RevocationCheck() {}

    static Finding of(Trust trust, RevocationLists lists, Instant now) {
        if (!(trust instanceof Trust.Reached reached)) {
            return Finding.untested(REVOKED, "only a trusted issuer's list counts");
        }
        var path = reached.path();
        var leaf = path.certificates().getFirst();
        for (var index = 0; index < path.certificates().size(); index++) {
            var certificate = path.certificates().get(index);
            if (lists.of(certificate, path.issuer(index), now) instanceof RevocationLists.Standing.Revoked revoked) {
                return Finding.fail(REVOKED, index == 0 ? "certificate revoked" : "intermediate revoked")
                        .seeing(DateChecks.name(certificate) + ", on " + revoked.at() + ", " + revoked.reason());
            }
        }
        if (lists.of(leaf, path.issuer(0), now) instanceof RevocationLists.Standing.Good) {
            return Finding.pass(REVOKED, "not revoked");
        }
        var places = Extensions.revocationLists(leaf);
        if (lists.none() && places.isEmpty()) {
            var lifetime = DateChecks.lifetime(leaf);
            var bound = leaf.getNotBefore().toInstant().isBefore(SHORTER_SINCE) ? SHORT_BEFORE : SHORT;
            return Finding.pass(
                    REVOKED,
                    lifetime.compareTo(bound) <= 0
                            ? "too short-lived to be revoked"
                            : "names no list of revoked certificates");
        }
        var because = lists.none()
                ? "no list was had from " + places.getFirst()
                : lists.of(leaf, path.issuer(0), now) instanceof RevocationLists.Standing.Unknown unknown
                        ? unknown.because()
                        : "";
        return Finding.untested(REVOKED, "revocation state unknown: " + because);
    }
}
