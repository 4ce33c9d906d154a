package dev.tocsin.monitor.posture.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How far a served chain leads.
sealed interface Trust {

    /// To an anchor. Of several ways it is the one with the least wrong: visitors need only one.
    ///
    /// @param served whether the server sent all of it, or only we knew the rest
    record Reached(TrustPath path, Optional<PathFault> fault, boolean served) implements Trust {}

    /// The server's certificate signed itself, and nobody trusts it.
    record SelfSigned() implements Trust {}

    /// Nothing but the server's own certificate was sent, and it leads nowhere: the ones between are missing, or
    /// nobody trusts its issuer.
    record Lonely(X509Certificate leaf) implements Trust {}

    /// To an authority that is not trusted.
    record Unknown(X509Certificate top) implements Trust {}

    /// The certificates that a visitor looks at: the path, or what there is of one.
    static List<X509Certificate> seen(Trust trust, List<X509Certificate> served) {
        return trust instanceof Reached reached
                ? reached.path().certificates()
                : TrustPath.towards(served.getFirst(), served);
    }

    static Trust of(List<X509Certificate> served, List<X509Certificate> known, Anchors anchors, Instant now) {
        var leaf = served.getFirst();
        var sent = best(anchors.ways(served), true, now);
        if (sent.isPresent()) {
            return sent.get();
        }
        var pool = new ArrayList<>(served);
        pool.addAll(known);
        var completed = best(anchors.ways(pool), false, now);
        if (completed.isPresent()) {
            return completed.get();
        }
        if (TrustPath.selfSigned(leaf)) {
            return new SelfSigned();
        }
        var way = TrustPath.towards(leaf, served);
        return way.size() == 1 ? new Lonely(leaf) : new Unknown(way.getLast());
    }

    private static Optional<Trust> best(List<Anchors.Way> ways, boolean served, Instant now) {
        return ways.stream()
                .map(way -> new Reached(way.path(), way.fault(), served))
                .min(Comparator.<Reached>comparingInt(reached -> reached.fault().isPresent() ? 1 : 0)
                        .thenComparingInt(reached -> reached.path().validAt(now) ? 0 : 1)
                        .thenComparingInt(
                                reached -> reached.path().certificates().size()))
                .map(Trust.class::cast);
    }
}
