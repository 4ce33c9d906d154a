package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.certificate.CertificateChain;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/// Intermediate certificates that some server sent and that lead to an anchor: browsers keep them as well, and with
/// them a chain with a gap is told from one that nobody trusts. They make no chain complete. Those that nobody sent
/// of late make room.
public final class KnownIssuers {
    private static final int MOST = 500;
    private static final int MOST_MISSING = 4;

    private final Map<X500Principal, X509Certificate> issuers = new LinkedHashMap<>();

    synchronized void learn(CertificateChain chain, Instant now) {
        for (var issuer : chain.between(now)) {
            issuers.remove(issuer.getSubjectX500Principal());
            issuers.put(issuer.getSubjectX500Principal(), issuer);
            if (issuers.size() > MOST) {
                issuers.remove(issuers.keySet().iterator().next());
            }
        }
    }

    /// Those that `chain` lacks, as far as they are known.
    List<X509Certificate> missing(CertificateChain chain, Instant now) {
        var found = new ArrayList<X509Certificate>();
        while (found.size() < MOST_MISSING) {
            var next = chain.knowing(found).gap(now).flatMap(this::of).filter(issuer -> !found.contains(issuer));
            if (next.isEmpty()) {
                return found;
            }
            found.add(next.get());
        }
        return found;
    }

    private synchronized Optional<X509Certificate> of(X509Certificate issued) {
        return Optional.ofNullable(issuers.get(issued.getIssuerX500Principal()));
    }
}
