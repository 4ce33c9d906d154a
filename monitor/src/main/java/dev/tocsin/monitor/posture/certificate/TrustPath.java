package dev.tocsin.monitor.posture.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A way from a server's certificate to an anchor, each signed by the next.
///
/// @param certificates the server's own first, without the anchor unless it is the anchor itself
record TrustPath(List<X509Certificate> certificates, X509Certificate anchor) {

    /// A chain of the web has three or four; more are a maze that somebody built.
    private static final int LONGEST = 10;

    private static final int MOST_PATHS = 32;
    private static final int MOST_SIGNATURES = 500;

    TrustPath {
        certificates = List.copyOf(certificates);
    }

    /// All ways from `leaf` through `pool` to an anchor, within reason.
    static List<TrustPath> find(X509Certificate leaf, List<X509Certificate> pool, Anchors anchors) {
        if (anchors.certificates().contains(leaf)) {
            return List.of(new TrustPath(List.of(leaf), leaf));
        }
        var search = new Search(pool, anchors);
        search.from(List.of(leaf));
        return search.found;
    }

    private static final class Search {
        private final List<TrustPath> found = new ArrayList<>();
        private final List<X509Certificate> pool;
        private final Anchors anchors;
        private int signatures;

        Search(List<X509Certificate> pool, Anchors anchors) {
            this.pool = pool.stream().distinct().toList();
            this.anchors = anchors;
        }

        void from(List<X509Certificate> way) {
            var last = way.getLast();
            for (var anchor : anchors.certificates()) {
                if (found.size() < MOST_PATHS && signed(last, anchor)) {
                    found.add(new TrustPath(way, anchor));
                }
            }
            for (var next : pool) {
                if (way.size() < LONGEST && found.size() < MOST_PATHS && !way.contains(next) && signed(last, next)) {
                    var longer = new ArrayList<>(way);
                    longer.add(next);
                    from(longer);
                }
            }
        }

        private boolean signed(X509Certificate certificate, X509Certificate issuer) {
            return named(certificate, issuer) && signatures++ < MOST_SIGNATURES && verifies(certificate, issuer);
        }
    }

    /// The certificates of `pool` that lead away from `leaf`, as far as they go; `leaf` first.
    static List<X509Certificate> towards(X509Certificate leaf, List<X509Certificate> pool) {
        var way = new ArrayList<>(List.of(leaf));
        while (way.size() < LONGEST) {
            var last = way.getLast();
            var next = pool.stream()
                    .filter(candidate -> !way.contains(candidate) && issued(last, candidate))
                    .findFirst();
            if (next.isEmpty()) {
                return way;
            }
            way.add(next.get());
        }
        return way;
    }

    /// Whether `issuer` signed `certificate`.
    static boolean issued(X509Certificate certificate, X509Certificate issuer) {
        return named(certificate, issuer) && verifies(certificate, issuer);
    }

    static boolean selfSigned(X509Certificate certificate) {
        return issued(certificate, certificate);
    }

    private static boolean named(X509Certificate certificate, X509Certificate issuer) {
        return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    }

    private static boolean verifies(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException other) {
            return false;
        }
    }

    /// Who signed the certificate at `index`.
    X509Certificate issuer(int index) {
        return index + 1 < certificates.size() ? certificates.get(index + 1) : anchor;
    }

    boolean validAt(Instant moment) {
        return certificates.stream()
                .allMatch(one -> !moment.isBefore(one.getNotBefore().toInstant())
                        && !moment.isAfter(one.getNotAfter().toInstant()));
    }
}
