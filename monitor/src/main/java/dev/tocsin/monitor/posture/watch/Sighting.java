package dev.tocsin.monitor.posture.watch;

import dev.tocsin.monitor.PostureFacts.Found;
import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.Severity;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What one look says of one check.
///
/// @param seenAt when it was seen, where an earlier look saw it
record Sighting(PostureVerdict verdict, Severity severity, String summary, String evidence, Optional<Instant> seenAt) {

    static Sighting of(Found found) {
        return new Sighting(
                PostureVerdict.valueOf(found.verdict().toUpperCase(Locale.ROOT)),
                Severity.valueOf(found.severity().toUpperCase(Locale.ROOT)),
                found.summary(),
                found.evidence(),
                found.seenAt());
    }

    static Sighting of(Finding finding) {
        return new Sighting(
                finding.verdict(), finding.severity(), finding.summary(), finding.evidence(), finding.seenAt());
    }

    /// Whether it says anything: untested is neither good nor bad.
    boolean tested() {
        return verdict != PostureVerdict.UNTESTED;
    }

    Level level() {
        return Level.of(verdict, severity);
    }
}
