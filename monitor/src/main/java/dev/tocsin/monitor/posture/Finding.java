package dev.tocsin.monitor.posture;

import java.time.Instant;
import java.util.Optional;

/// What one check says of one target.
///
/// @param severity how much it matters when it appears; info where nothing is wrong
/// @param summary one line for a person, which can stand alone
/// @param evidence what was seen: a header's text, a date, an address; empty where the summary says all
/// @param points what it takes from the transport grade, not negative
/// @param modifier what it adds to the Observatory's score, or takes from it; 0 for what it does not count
/// @param seenAt when it was seen, where that was in an earlier look
public record Finding(
        Check check,
        PostureVerdict verdict,
        Severity severity,
        String summary,
        String evidence,
        int points,
        int modifier,
        Optional<Instant> seenAt) {

    public static Finding pass(Check check, String summary) {
        return new Finding(check, PostureVerdict.PASS, Severity.INFO, summary, "", 0, 0, Optional.empty());
    }

    /// Nothing is wrong, and yet worth a line.
    public static Finding info(Check check, String summary) {
        return new Finding(check, PostureVerdict.INFO, Severity.INFO, summary, "", 0, 0, Optional.empty());
    }

    public static Finding warn(Check check, String summary) {
        return new Finding(
                check, PostureVerdict.WARN, check.severity(), summary, "", check.warning(), 0, Optional.empty());
    }

    public static Finding fail(Check check, String summary) {
        return new Finding(
                check, PostureVerdict.FAIL, check.severity(), summary, "", check.failure(), 0, Optional.empty());
    }

    /// It could not be looked at, for the reason in `summary`.
    public static Finding untested(Check check, String summary) {
        return new Finding(check, PostureVerdict.UNTESTED, Severity.INFO, summary, "", 0, 0, Optional.empty());
    }

    public Finding seeing(String seen) {
        return new Finding(check, verdict, severity, summary, seen, points, modifier, seenAt);
    }

    public Finding weighing(Severity other) {
        return new Finding(check, verdict, other, summary, evidence, points, modifier, seenAt);
    }

    public Finding costing(int other) {
        return new Finding(check, verdict, severity, summary, evidence, other, modifier, seenAt);
    }

    /// With what the Observatory's score gains, or loses when negative.
    public Finding modifying(int other) {
        return new Finding(check, verdict, severity, summary, evidence, points, other, seenAt);
    }

    /// Told by an earlier look, of that moment.
    public Finding seenAt(Instant moment) {
        return new Finding(check, verdict, severity, summary, evidence, points, modifier, Optional.of(moment));
    }

    /// The same fact where nobody asked for better: it is told, and costs nothing.
    public Finding asInfo() {
        return verdict.compareTo(PostureVerdict.WARN) < 0
                ? this
                : new Finding(check, PostureVerdict.INFO, Severity.INFO, summary, evidence, 0, modifier, seenAt);
    }

    /// The best letter that is left with it.
    Letter cap() {
        return verdict == PostureVerdict.FAIL ? check.cap() : Letter.A_PLUS;
    }
}
