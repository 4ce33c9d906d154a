package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.certificate.CertificateChain;
import dev.tocsin.monitor.posture.certificate.Extensions;
import dev.tocsin.monitor.posture.certificate.RevocationLists;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.security.cert.CRLException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Fetches the list of revoked certificates that a certificate names. Only a trusted issuer is asked: anybody else
/// could send us wherever he likes.
final class Lists {

    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final Asking asking;
    private final KnownLists known;
    private final Map<String, RevocationLists> fetched = new ConcurrentHashMap<>();

    Lists(Asking asking, KnownLists known) {
        this.asking = asking;
        this.known = known;
    }

    /// The lists for `chain`, as far as they can be had. Blocks for one connection.
    RevocationLists of(CertificateChain chain, Instant now) {
        if (!chain.trusted(now)) {
            return RevocationLists.NONE;
        }
        return Extensions.revocationLists(chain.leaf()).stream()
                .limit(1)
                .map(place -> fetched.computeIfAbsent(place, asked -> had(asked, now)))
                .reduce(RevocationLists.NONE, RevocationLists::and);
    }

    private RevocationLists had(String place, Instant now) {
        return known.at(place, now).orElseGet(() -> {
            var list = fetch(place);
            if (list.holdsAt(now)) {
                known.learn(place, list);
            }
            return list;
        });
    }

    private RevocationLists fetch(String place) {
        return WebUrl.parse(place)
                .flatMap(url -> asking.get(url, MOST_BYTES).answer())
                .filter(answer -> answer.status() == 200)
                .map(answer -> {
                    try {
                        return RevocationLists.parse(answer.body().bytes());
                    } catch (CRLException unreadable) {
                        return RevocationLists.NONE;
                    }
                })
                .orElse(RevocationLists.NONE);
    }
}
