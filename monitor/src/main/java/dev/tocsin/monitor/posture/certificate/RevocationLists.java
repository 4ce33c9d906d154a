package dev.tocsin.monitor.posture.certificate;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Lists of revoked certificates (RFC 5280, 5), and what they say of one.
public record RevocationLists(List<X509CRL> lists) {

    public static final RevocationLists NONE = new RevocationLists(List.of());

    /// What the lists say of one certificate.
    public sealed interface Standing {

        record Good() implements Standing {}

        record Revoked(Instant at, String reason) implements Standing {}

        /// Nobody can tell, for this reason.
        record Unknown(String because) implements Standing {}
    }

    public RevocationLists {
        lists = List.copyOf(lists);
    }

    /// Reads one file of lists, DER or PEM.
    ///
    /// @throws CRLException when it holds none that can be read
    public static RevocationLists parse(byte[] bytes) throws CRLException {
        try {
            var lists = new ArrayList<X509CRL>();
            for (var list : CertificateFactory.getInstance("X.509").generateCRLs(new ByteArrayInputStream(bytes))) {
                lists.add((X509CRL) list);
            }
            if (lists.isEmpty()) {
                throw new CRLException("no revocation list in it");
            }
            return new RevocationLists(lists);
        } catch (CertificateException broken) {
            throw new CRLException("no X.509", broken);
        }
    }

    public RevocationLists and(RevocationLists others) {
        var all = new ArrayList<>(lists);
        all.addAll(others.lists);
        return new RevocationLists(all);
    }

    /// Whether there are any, and all of them are the newest by their own word.
    public boolean holdsAt(Instant now) {
        return !lists.isEmpty()
                && lists.stream()
                        .allMatch(list -> list.getNextUpdate() != null
                                && now.isBefore(list.getNextUpdate().toInstant()));
    }

    boolean none() {
        return lists.isEmpty();
    }

    /// What the lists say of `certificate` at `now`. Only a list that its issuer signed, in its time and for such
    /// certificates, says anything.
    Standing of(X509Certificate certificate, X509Certificate issuer, Instant now) {
        var because = "no list of " + certificate.getIssuerX500Principal().getName();
        for (var list : lists) {
            if (!list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())) {
                continue;
            }
            var doubt = doubt(list, certificate, issuer, now);
            if (doubt.isEmpty()) {
                var entry = list.getRevokedCertificate(certificate.getSerialNumber());
                if (entry == null) {
                    return new Standing.Good();
                }
                var reason = entry.getRevocationReason();
                return new Standing.Revoked(
                        entry.getRevocationDate().toInstant(), reason == null ? "no reason given" : reason.name());
            }
            because = doubt;
        }
        return new Standing.Unknown(because);
    }

    /// Empty when the list can be believed.
    private static String doubt(X509CRL list, X509Certificate certificate, X509Certificate issuer, Instant now) {
        try {
            list.verify(issuer.getPublicKey());
        } catch (GeneralSecurityException | RuntimeException forged) {
            return "the list's signature is not its issuer's";
        }
        var next = list.getNextUpdate();
        if (now.isBefore(list.getThisUpdate().toInstant())) {
            return "the list is from the future";
        }
        if (next == null || now.isAfter(next.toInstant())) {
            return "the list is stale" + (next == null ? "" : " since " + next.toInstant());
        }
        var scope = Extensions.scope(list);
        var places = Extensions.revocationLists(certificate);
        if (scope.indirect() || scope.partial()) {
            return "the list is for other certificates";
        }
        return !scope.places().isEmpty() && scope.places().stream().noneMatch(places::contains)
                ? "the list is for other certificates, from " + scope.places().getFirst()
                : "";
    }
}
