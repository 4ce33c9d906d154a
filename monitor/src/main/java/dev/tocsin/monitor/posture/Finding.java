package dev.tocsin.monitor.posture;

/// What one check says of one target.
///
/// @param severity how much it matters when it appears; info where nothing is wrong
/// @param summary one line for a person, which can stand alone
/// @param evidence what was seen: a header's text, a date, an address; empty where the summary says all
/// @param points what it takes from the transport grade, not negative
/// @param modifier what it adds to the Observatory's score, or takes from it; 0 for what it does not count
public record Finding(
        Check check,
        PostureVerdict verdict,
        Severity severity,
        String summary,
        String evidence,
        int points,
        int modifier) {

    public static Finding pass(Check check, String summary) {
        return new Finding(check, PostureVerdict.PASS, Severity.INFO, summary, "", 0, 0);
    }

    /// Nothing is wrong, and yet worth a line.
    public static Finding info(Check check, String summary) {
        return new Finding(check, PostureVerdict.INFO, Severity.INFO, summary, "", 0, 0);
    }

    public static Finding warn(Check check, String summary) {
        return new Finding(check, PostureVerdict.WARN, check.severity(), summary, "", check.warning(), 0);
    }

    public static Finding fail(Check check, String summary) {
        return new Finding(check, PostureVerdict.FAIL, check.severity(), summary, "", check.failure(), 0);
    }

    /// It could not be looked at, for the reason in `summary`.
    public static Finding untested(Check check, String summary) {
        return new Finding(check, PostureVerdict.UNTESTED, Severity.INFO, summary, "", 0, 0);
    }

    public Finding seeing(String seen) {
        return new Finding(check, verdict, severity, summary, seen, points, modifier);
    }

    public Finding weighing(Severity other) {
        return new Finding(check, verdict, other, summary, evidence, points, modifier);
    }

    public Finding costing(int other) {
        return new Finding(check, verdict, severity, summary, evidence, other, modifier);
    }

    /// With what the Observatory's score gains, or loses when negative.
    public Finding modifying(int other) {
        return new Finding(check, verdict, severity, summary, evidence, points, other);
    }

    /// The same fact where nobody asked for better: it is told, and costs nothing.
    public Finding asInfo() {
        return verdict.compareTo(PostureVerdict.WARN) < 0
                ? this
                : new Finding(check, PostureVerdict.INFO, Severity.INFO, summary, evidence, 0, modifier);
    }

    /// The best letter that is left with it.
    Letter cap() {
        return verdict == PostureVerdict.FAIL ? check.cap() : Letter.A_PLUS;
    }
}
