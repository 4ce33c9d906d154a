package dev.tocsin.monitor.posture.certificate;

import dev.tocsin.monitor.posture.Finding;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A chain as a server sent it, and all that can be said of it by itself. Every check of certificates that needs
/// nothing else answers with at least one finding. What follows from another finding is not judged twice.
///
/// @param served as sent, never empty; the server's own certificate first
/// @param known certificates seen elsewhere, with which a gap may be closed
/// @param lists of what was revoked
/// @param longestWindow how long before its end a renewal is due at most
public record CertificateChain(
        List<X509Certificate> served,
        String host,
        Anchors anchors,
        List<X509Certificate> known,
        RevocationLists lists,
        Duration longestWindow) {

    public CertificateChain {
        served = List.copyOf(served);
        known = List.copyOf(known);
    }

    public CertificateChain(List<X509Certificate> served, String host, Anchors anchors) {
        this(served, host, anchors, List.of(), RevocationLists.NONE, Expiry.LONGEST_WINDOW);
    }

    public CertificateChain with(RevocationLists others) {
        return new CertificateChain(served, host, anchors, known, others, longestWindow);
    }

    /// With certificates that were had elsewhere.
    public CertificateChain knowing(List<X509Certificate> others) {
        return new CertificateChain(served, host, anchors, others, lists, longestWindow);
    }

    /// The certificate whose issuer is missing; empty where there is a way to an anchor, or where the way ends in a
    /// root that nobody trusts.
    public Optional<X509Certificate> gap(Instant now) {
        if (trust(now) instanceof Trust.Reached) {
            return Optional.empty();
        }
        var pool = new ArrayList<>(served);
        pool.addAll(known);
        return Optional.of(TrustPath.towards(leaf(), pool).getLast()).filter(last -> !TrustPath.selfSigned(last));
    }

    /// The intermediate certificates on the way to an anchor, where all of it is sent and sound.
    public List<X509Certificate> between(Instant now) {
        return trust(now) instanceof Trust.Reached reached
                        && reached.served()
                        && reached.fault().isEmpty()
                ? reached.path().certificates().stream().skip(1).toList()
                : List.of();
    }

    public X509Certificate leaf() {
        return served.getFirst();
    }

    /// Whether all visitors would go on: trusted by what is sent, in its dates, and for this host.
    public boolean sound(Instant now) {
        return trust(now) instanceof Trust.Reached reached
                && reached.served()
                && trusted(now)
                && NameChecks.matches(leaf(), host);
    }

    /// Whether one of `served`, below the root, is signed in a way that no client of today offers.
    public static boolean refused(List<X509Certificate> served) {
        return served.stream()
                .filter(certificate -> !TrustPath.selfSigned(certificate))
                .flatMap(certificate -> KeyFacts.digest(certificate).stream())
                .anyMatch(digest -> digest.startsWith("MD"));
    }

    /// Whether a certificate below the root is signed with SHA-1, which the preload checker refuses.
    public boolean sha1(Instant now) {
        return Trust.seen(trust(now), served).stream()
                .filter(certificate -> !TrustPath.selfSigned(certificate))
                .anyMatch(certificate ->
                        KeyFacts.digest(certificate).filter("SHA1"::equals).isPresent());
    }

    /// Whether an authority that is trusted vouches for it in this moment.
    public boolean trusted(Instant now) {
        return trust(now) instanceof Trust.Reached reached
                && reached.fault().isEmpty()
                && reached.path().validAt(now);
    }

    Trust trust(Instant now) {
        return Trust.of(served, known, anchors, now);
    }

    public List<Finding> findings(Instant now) {
        var trust = trust(now);
        var seen = Trust.seen(trust, served);
        var findings = new ArrayList<Finding>();
        findings.addAll(DateChecks.of(seen, longestWindow, now));
        findings.addAll(NameChecks.of(leaf(), host));
        findings.addAll(TrustChecks.of(trust, served));
        findings.addAll(OrderChecks.of(trust, served, seen, now));
        findings.addAll(KeyChecks.of(seen, trust));
        findings.addAll(PurposeChecks.of(leaf()));
        findings.add(RevocationCheck.of(trust, lists, now));
        findings.addAll(PublicChecks.of(leaf(), trust, anchors.publicRoots()));
        return findings;
    }
}
