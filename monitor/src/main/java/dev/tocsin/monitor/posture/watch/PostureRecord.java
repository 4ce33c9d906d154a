package dev.tocsin.monitor.posture.watch;

import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that is kept of one target.
///
/// @param certificates the last hundred that it showed, the newest first
/// @param changes the last five hundred of its checks, the newest first
public record PostureRecord(
        PostureState state, List<Standing> findings, List<Certificate> certificates, List<Change> changes) {

    /// What a check says by the last look, and since when.
    ///
    /// @param seenAt when it was seen, where the last look carried it over from an earlier one
    /// @param accepted how bad it may be without calling anybody, as severity:verdict; empty until it was tested
    /// @param cause the incident that it is in
    public record Standing(
            String check,
            PostureVerdict verdict,
            Severity severity,
            String summary,
            String evidence,
            Instant since,
            Optional<Instant> seenAt,
            Optional<String> accepted,
            Optional<String> cause) {}

    /// A certificate that the target showed as its own.
    public record Certificate(
            String sha256,
            String subject,
            String issuer,
            String key,
            List<String> sans,
            String serial,
            Instant notBefore,
            Instant notAfter,
            Instant firstSeenAt,
            Instant lastSeenAt,
            List<String> addresses) {

        /// How long it lives in all, not negative.
        Duration lifetime() {
            var lifetime = Duration.between(notBefore, notAfter);
            return lifetime.isNegative() ? Duration.ZERO : lifetime;
        }
    }

    /// A check that became better or worse.
    public record Change(
            Instant at, String check, PostureVerdict verdict, Severity severity, String summary, String evidence) {}

    public PostureRecord {
        findings = List.copyOf(findings);
        certificates = List.copyOf(certificates);
        changes = List.copyOf(changes);
    }
}
