package dev.tocsin.monitor.posture.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// The certificates at which trust begins. They remember the chains that they were lately held against: who signed whom
/// does not change, and finding it out is most of what judging a chain costs.
public final class Anchors {

    private static final int MOST_CHAINS = 2_000;
    private static final int LONGEST_CHAIN = 64 * 1024;

    /// A way to an anchor, and what is wrong with it beside its dates.
    record Way(TrustPath path, Optional<PathFault> fault) {}

    private final List<X509Certificate> certificates;
    private final boolean publicRoots;
    private final Map<List<X509Certificate>, List<Way>> known = new LinkedHashMap<>();

    /// @param publicRoots whether they are the authorities of the public web, which are bound to rules of their own
    public Anchors(List<X509Certificate> certificates, boolean publicRoots) {
        this.certificates = List.copyOf(certificates);
        this.publicRoots = publicRoots;
    }

    /// The roots that come with Java.
    public static Anchors bundled() {
        try {
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(manager -> new Anchors(List.of(((X509TrustManager) manager).getAcceptedIssuers()), true))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("this Java has no list of trusted authorities"));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java has no list of trusted authorities", broken);
        }
    }

    /// Somebody's own authorities.
    public static Anchors of(List<X509Certificate> certificates) {
        return new Anchors(certificates, false);
    }

    List<X509Certificate> certificates() {
        return certificates;
    }

    boolean publicRoots() {
        return publicRoots;
    }

    /// All ways from the first certificate of `pool` through the others, within reason.
    List<Way> ways(List<X509Certificate> pool) {
        var before = recall(pool);
        if (before.isPresent()) {
            return before.get();
        }
        var ways = TrustPath.find(pool.getFirst(), pool, this).stream()
                .map(path -> new Way(path, PathFault.of(path)))
                .toList();
        if (small(pool)) {
            remember(pool, ways);
        }
        return ways;
    }

    private Optional<List<Way>> recall(List<X509Certificate> pool) {
        synchronized (known) {
            var ways = Optional.ofNullable(known.remove(pool));
            ways.ifPresent(found -> known.put(pool, found));
            return ways;
        }
    }

    /// Those that were not met of late make room.
    private void remember(List<X509Certificate> pool, List<Way> ways) {
        synchronized (known) {
            known.put(List.copyOf(pool), ways);
            if (known.size() > MOST_CHAINS) {
                known.remove(known.keySet().iterator().next());
            }
        }
    }

    private static boolean small(List<X509Certificate> pool) {
        try {
            var bytes = 0;
            for (var certificate : pool) {
                bytes += certificate.getEncoded().length;
            }
            return bytes <= LONGEST_CHAIN;
        } catch (CertificateEncodingException unreadable) {
            return false;
        }
    }
}
