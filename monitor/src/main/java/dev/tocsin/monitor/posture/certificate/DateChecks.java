package dev.tocsin.monitor.posture.certificate;

import static dev.tocsin.monitor.posture.CertificateCheck.CHAIN_EXPIRY;
import static dev.tocsin.monitor.posture.CertificateCheck.EXPIRED;
import static dev.tocsin.monitor.posture.CertificateCheck.EXPIRY;
import static dev.tocsin.monitor.posture.CertificateCheck.NOT_YET_VALID;

import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Severity;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// When the certificates of a path begin and end.
final class DateChecks {

    /// Clocks differ by that much without anybody's fault.
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private DateChecks() {}

    static List<Finding> of(List<X509Certificate> path, Duration longestWindow, Instant now) {
        var leaf = path.getFirst();
        return List.of(
                expired(leaf, now),
                notYetValid(leaf, now),
                expiry(leaf, longestWindow, now),
                chain(path, longestWindow, now));
    }

    private static Finding expired(X509Certificate leaf, Instant now) {
        var end = end(leaf);
        return now.isAfter(end)
                ? Finding.fail(EXPIRED, "certificate expired " + words(Duration.between(end, now)) + " ago")
                        .seeing("not after " + end)
                : Finding.pass(EXPIRED, "certificate has not expired").seeing("not after " + end);
    }

    private static Finding notYetValid(X509Certificate leaf, Instant now) {
        var start = leaf.getNotBefore().toInstant();
        var ahead = Duration.between(now, start);
        if (!ahead.isPositive()) {
            return Finding.pass(NOT_YET_VALID, "certificate is valid already").seeing("not before " + start);
        }
        var words = "certificate not yet valid, it begins in " + words(ahead);
        return ahead.compareTo(CLOCKS) <= 0
                ? Finding.warn(NOT_YET_VALID, words + "; perhaps a clock is wrong")
                        .weighing(Severity.MINOR)
                        .seeing("not before " + start)
                : Finding.fail(NOT_YET_VALID, words).seeing("not before " + start);
    }

    private static Finding expiry(X509Certificate leaf, Duration longestWindow, Instant now) {
        var left = Duration.between(now, end(leaf));
        var words = words(left) + " left of " + words(lifetime(leaf));
        var evidence = "not after " + end(leaf);
        return switch (judge(leaf, longestWindow, now).level()) {
            case OK -> Finding.pass(EXPIRY, words).seeing(evidence);
            case DUE -> Finding.info(EXPIRY, "renewal due, " + words).seeing(evidence);
            case WARNING ->
                Finding.warn(EXPIRY, "renewal overdue, " + words)
                        .weighing(Severity.MINOR)
                        .seeing(evidence);
            case CRITICAL ->
                Finding.fail(EXPIRY, "certificate expires soon, " + words).seeing(evidence);
            case EXPIRED -> Finding.info(EXPIRY, "see cert.expired");
        };
    }

    /// Of the others on the path the one that ends first.
    private static Finding chain(List<X509Certificate> path, Duration longestWindow, Instant now) {
        var leaf = path.getFirst();
        var others = path.subList(1, path.size());
        var late = others.stream()
                .filter(one -> now.isBefore(one.getNotBefore().toInstant()))
                .findFirst();
        if (late.isPresent()) {
            return Finding.fail(CHAIN_EXPIRY, "intermediate not yet valid")
                    .weighing(Severity.CRITICAL)
                    .seeing(name(late.get()) + ", not before "
                            + late.get().getNotBefore().toInstant());
        }
        var first = others.stream().min(Comparator.comparing(DateChecks::end));
        if (first.isEmpty()) {
            return Finding.pass(CHAIN_EXPIRY, "no intermediate that could expire");
        }
        var end = end(first.get());
        var evidence = name(first.get()) + ", not after " + end;
        if (now.isAfter(end)) {
            return Finding.fail(CHAIN_EXPIRY, "intermediate expired " + words(Duration.between(end, now)) + " ago")
                    .weighing(Severity.CRITICAL)
                    .seeing(evidence);
        }
        var level = judge(first.get(), longestWindow, now).level();
        if (!end.isBefore(end(leaf)) || level == Expiry.Level.OK || level == Expiry.Level.DUE) {
            return Finding.pass(CHAIN_EXPIRY, "the path ends " + end).seeing(evidence);
        }
        var words = "an intermediate expires before the leaf, " + words(Duration.between(now, end)) + " left";
        return level == Expiry.Level.CRITICAL
                ? Finding.fail(CHAIN_EXPIRY, words).seeing(evidence)
                : Finding.warn(CHAIN_EXPIRY, words).weighing(Severity.MINOR).seeing(evidence);
    }

    private static Expiry judge(X509Certificate certificate, Duration longestWindow, Instant now) {
        var lifetime = lifetime(certificate);
        return Expiry.of(
                lifetime.isNegative() ? Duration.ZERO : lifetime,
                Duration.between(now, end(certificate)),
                longestWindow);
    }

    static Duration lifetime(X509Certificate certificate) {
        return Duration.between(certificate.getNotBefore().toInstant(), end(certificate));
    }

    static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    static String words(Duration duration) {
        if (duration.toDays() >= 2) {
            return duration.toDays() + " days";
        }
        return duration.toHours() >= 2
                ? duration.toHours() + " hours"
                : duration.toMinutes() >= 2 ? duration.toMinutes() + " minutes" : duration.toSeconds() + " seconds";
    }
}
