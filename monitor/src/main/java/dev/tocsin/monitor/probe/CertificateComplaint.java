package dev.tocsin.monitor.probe;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says in a sentence what is wrong with a chain of certificates. Pure: the judgement itself was the PKIX check's.
final class CertificateComplaint {

    private static final int NAMES_SHOWN = 3;
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=((?:[^,\\\\]|\\\\.)+)");

    private CertificateComplaint() {}

    /// @param refusal what the PKIX check said; empty when it was content
    /// @param chain as served, leaf first, never empty
    static Optional<String> about(
            List<X509Certificate> chain,
            Optional<CertificateException> refusal,
            String host,
            boolean hostnameMatches,
            Instant now) {
        var complaints = new ArrayList<String>();
        refusal.ifPresent(cause -> complaints.add(distrust(chain, cause, now)));
        if (!hostnameMatches) {
            complaints.add("certificate is for " + names(chain.getFirst()) + ", not " + host);
        }
        return complaints.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", complaints));
    }

    private static String distrust(List<X509Certificate> chain, CertificateException refusal, Instant now) {
        for (var certificate : chain) {
            var dates = dates(
                    certificate, certificate.equals(chain.getFirst()) ? "certificate" : "issuer's certificate", now);
            if (dates.isPresent()) {
                return dates.get();
            }
        }
        var leaf = chain.getFirst();
        var why = reason(refusal);
        if (why instanceof CertPathValidatorException.BasicReason basic) {
            return switch (basic) {
                case INVALID_SIGNATURE -> "certificate has a forged or broken signature " + subject(leaf);
                case ALGORITHM_CONSTRAINED ->
                    "certificate chain uses an algorithm or a key too weak to be trusted " + subject(leaf);
                case REVOKED -> "certificate was revoked " + subject(leaf);
                case EXPIRED, NOT_YET_VALID ->
                    "certificate chain holds a certificate out of its dates " + subject(leaf);
                case UNSPECIFIED, UNDETERMINED_REVOCATION_STATUS -> unknownAuthority(chain);
            };
        }
        return why == null ? unknownAuthority(chain) : "certificate chain is not valid: " + why + " " + subject(leaf);
    }

    private static Optional<String> dates(X509Certificate certificate, String what, Instant now) {
        var end = certificate.getNotAfter().toInstant();
        var start = certificate.getNotBefore().toInstant();
        if (now.isAfter(end)) {
            return Optional.of(
                    what + " expired " + Wording.age(Duration.between(end, now)) + " ago " + subject(certificate));
        }
        if (now.isBefore(start)) {
            return Optional.of(what + " is not valid before " + start + " " + subject(certificate));
        }
        return Optional.empty();
    }

    private static String unknownAuthority(List<X509Certificate> chain) {
        var leaf = chain.getFirst();
        if (selfSigned(leaf)) {
            return "certificate is self-signed " + subject(leaf);
        }
        var missing = chain.size() == 1 ? ", or the server does not send the certificates between" : "";
        return "certificate comes from an authority that is not trusted: "
                + Wording.cut(
                        commonName(chain.getLast().getIssuerX500Principal().getName())) + missing + " "
                + subject(leaf);
    }

    private static boolean selfSigned(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException other) {
            return false;
        }
    }

    private static CertPathValidatorException.@Nullable Reason reason(Throwable refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException path) {
                return path.getReason();
            }
        }
        return null;
    }

    private static String names(X509Certificate certificate) {
        var names = CertificateReading.names(certificate);
        if (names.isEmpty()) {
            return "no host at all " + subject(certificate);
        }
        var more = names.size() - NAMES_SHOWN;
        return String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static String subject(X509Certificate certificate) {
        var name = certificate.getSubjectX500Principal().getName();
        var common = COMMON_NAME.matcher(name);
        return "(" + Wording.cut(common.find() ? "CN=" + common.group(1) : name.isEmpty() ? "no subject" : name) + ")";
    }

    private static String commonName(String name) {
        var common = COMMON_NAME.matcher(name);
        return common.find() ? common.group(1) : name;
    }
}
