package dev.tocsin.monitor.posture;

/// What a check says. Untested is neither pass nor fail, ever: it lowers the coverage and not the grade.
public enum PostureVerdict {
    PASS,
    INFO,
    UNTESTED,
    WARN,
    FAIL;

    /// As the outside reads it.
    public String word() {
        return switch (this) {
            case PASS -> "pass";
            case INFO -> "info";
            case UNTESTED -> "untested";
            case WARN -> "warn";
            case FAIL -> "fail";
        };
    }

    /// The worse of the two.
    public PostureVerdict or(PostureVerdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
