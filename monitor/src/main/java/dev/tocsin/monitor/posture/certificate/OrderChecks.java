package dev.tocsin.monitor.posture.certificate;

import static dev.tocsin.monitor.posture.CertificateCheck.CHAIN_EXTRA;
import static dev.tocsin.monitor.posture.CertificateCheck.CHAIN_ORDER;
import static dev.tocsin.monitor.posture.CertificateCheck.CHAIN_ROOT;

import dev.tocsin.monitor.posture.Finding;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// In which order the chain is sent, and what is sent that nobody needs. Nothing here keeps a visitor out.
final class OrderChecks {

    private OrderChecks() {}

    static List<Finding> of(Trust trust, List<X509Certificate> served, List<X509Certificate> path, Instant now) {
        var findings = new ArrayList<Finding>();
        findings.add(order(served, path));
        extras(trust, served, path, now, findings);
        if (findings.stream().noneMatch(finding -> finding.check() == CHAIN_EXTRA)) {
            findings.add(Finding.pass(CHAIN_EXTRA, "nothing is sent that nobody needs"));
        }
        if (findings.stream().noneMatch(finding -> finding.check() == CHAIN_ROOT)) {
            findings.add(Finding.pass(CHAIN_ROOT, "the root is not sent"));
        }
        return findings;
    }

    private static Finding order(List<X509Certificate> served, List<X509Certificate> path) {
        var before = -1;
        for (var certificate : path) {
            var place = served.indexOf(certificate);
            if (place >= 0 && place < before) {
                return Finding.warn(CHAIN_ORDER, "chain is not in order")
                        .seeing(DateChecks.name(certificate) + " stands before what it issued");
            }
            before = Math.max(before, place);
        }
        return Finding.pass(CHAIN_ORDER, "each certificate is followed by its issuer's");
    }

    private static void extras(
            Trust trust, List<X509Certificate> served, List<X509Certificate> path, Instant now, List<Finding> found) {
        var met = new HashSet<X509Certificate>();
        for (var certificate : served) {
            var name = DateChecks.name(certificate);
            if (!met.add(certificate)) {
                found.add(Finding.info(CHAIN_EXTRA, "certificate sent twice").seeing(name));
            } else if (TrustPath.selfSigned(certificate) && !certificate.equals(served.getFirst())) {
                var related = path.stream().anyMatch(one -> TrustPath.issued(one, certificate));
                found.add(
                        related
                                ? Finding.info(CHAIN_ROOT, "root certificate sent")
                                        .seeing(name)
                                : Finding.info(CHAIN_EXTRA, "unrelated certificate in the chain")
                                        .seeing(name));
            } else if (!path.contains(certificate) && trust instanceof Trust.Reached reached) {
                found.add(Finding.info(CHAIN_EXTRA, unneeded(certificate, reached, now))
                        .seeing(name));
            } else if (!path.contains(certificate)) {
                found.add(Finding.info(CHAIN_EXTRA, "unrelated certificate in the chain")
                        .seeing(name));
            }
        }
    }

    private static String unneeded(X509Certificate certificate, Trust.Reached reached, Instant now) {
        if (now.isAfter(DateChecks.end(certificate))) {
            return "expired certificate sent that no valid path needs";
        }
        var keys = reached.path().certificates().stream().anyMatch(one -> TrustPath.issued(one, certificate));
        return keys ? "certificate sent that the shortest path does not need" : "unrelated certificate in the chain";
    }
}
