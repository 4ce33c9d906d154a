package dev.tocsin.monitor.posture.certificate;

import static dev.tocsin.monitor.posture.CertificateCheck.CT;
import static dev.tocsin.monitor.posture.CertificateCheck.LIFETIME;

import dev.tocsin.monitor.posture.Finding;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The rules that browsers hold the authorities of the public web to, and nobody else.
final class PublicChecks {

    private static final Duration TWO_LOGS = Duration.ofDays(180);
    private static final Duration LONG = Duration.ofDays(5 * 365L);

    /// How long a certificate may live that begins on such a day or later (Baseline Requirements, 6.3.2). The last
    /// that has begun counts.
    private record Bound(Instant since, int days) {}

    private static final List<Bound> BOUNDS = List.of(
            new Bound(Instant.parse("2020-09-01T00:00:00Z"), 398),
            new Bound(Instant.parse("2026-03-15T00:00:00Z"), 200),
            new Bound(Instant.parse("2027-03-15T00:00:00Z"), 100),
            new Bound(Instant.parse("2029-03-15T00:00:00Z"), 47));

    private PublicChecks() {}

    static List<Finding> of(X509Certificate leaf, Trust trust, boolean publicRoots) {
        var bound = publicRoots && trust instanceof Trust.Reached;
        return bound
                ? List.of(transparency(leaf), lifetime(leaf))
                : List.of(Finding.pass(CT, "no authority of the public web"), privately(leaf));
    }

    private static Finding transparency(X509Certificate leaf) {
        var needed = DateChecks.lifetime(leaf).compareTo(TWO_LOGS) <= 0 ? 2 : 3;
        var logs = Extensions.logs(leaf);
        if (logs.isEmpty()) {
            return Finding.fail(CT, "its list of transparency logs cannot be read");
        }
        var words = logs.getAsInt() == 1 ? "1 transparency log" : logs.getAsInt() + " transparency logs";
        return logs.getAsInt() < needed
                ? Finding.fail(CT, words + " signed for it, browsers want " + needed)
                : Finding.pass(CT, words + " signed for it");
    }

    private static Finding lifetime(X509Certificate leaf) {
        var lifetime = DateChecks.lifetime(leaf);
        var start = leaf.getNotBefore().toInstant();
        return BOUNDS.stream()
                .filter(bound -> !start.isBefore(bound.since()))
                .reduce((earlier, later) -> later)
                .filter(bound -> lifetime.compareTo(Duration.ofDays(bound.days())) > 0)
                .map(bound -> Finding.fail(LIFETIME, "lifetime over the public maximum of " + bound.days() + " days")
                        .seeing(lifetime.toDays() + " days from " + start))
                .orElseGet(() -> Finding.pass(LIFETIME, lifetime.toDays() + " days"));
    }

    private static Finding privately(X509Certificate leaf) {
        var lifetime = DateChecks.lifetime(leaf);
        return lifetime.compareTo(LONG) >= 0
                ? Finding.info(LIFETIME, "long lifetime: " + lifetime.toDays() + " days")
                : Finding.pass(LIFETIME, lifetime.toDays() + " days");
    }
}
