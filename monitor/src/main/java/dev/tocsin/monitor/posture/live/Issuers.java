package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.certificate.CertificateChain;
import dev.tocsin.monitor.posture.certificate.Extensions;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Fetches the certificates of issuers that a server does not send, from where the certificates before them say. That
/// is the only way to tell a chain with a gap from one that nobody trusts; but whoever made the certificate decides
/// where we go, so it is done only when asked for.
final class Issuers {

    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST = 4;

    private final Asking asking;

    Issuers(Asking asking) {
        this.asking = asking;
    }

    /// The missing ones, as far as they can be had. Blocks for some connections.
    List<X509Certificate> of(CertificateChain chain, Instant now) {
        var found = new ArrayList<X509Certificate>();
        while (found.size() < MOST) {
            var more = chain.knowing(found).gap(now).stream()
                    .flatMap(last -> Extensions.issuers(last).stream().limit(1))
                    .flatMap(place -> fetch(place).stream())
                    .filter(certificate -> !found.contains(certificate))
                    .toList();
            if (more.isEmpty()) {
                return found;
            }
            found.addAll(more);
        }
        return found;
    }

    /// DER, PEM, or a bag of several.
    private List<X509Certificate> fetch(String place) {
        return WebUrl.parse(place)
                .flatMap(url -> asking.get(url, MOST_BYTES).answer())
                .filter(answer -> answer.status() == 200)
                .map(answer -> {
                    try {
                        return CertificateFactory.getInstance("X.509")
                                .generateCertificates(
                                        new ByteArrayInputStream(answer.body().bytes()))
                                .stream()
                                .map(X509Certificate.class::cast)
                                .toList();
                    } catch (CertificateException unreadable) {
                        return List.<X509Certificate>of();
                    }
                })
                .orElse(List.of());
    }
}
