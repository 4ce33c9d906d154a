package dev.tocsin.incidents.disclosure.triage;

import java.util.Arrays;
import java.util.Optional;

/// What somebody wants who writes to us.
public enum Kind {
    /// A hole in what we make or run.
    SECURITY("security"),
    /// An account taken over, phishing or spam in our name, misuse of our systems.
    ABUSE("abuse"),
    /// Asks for the report of our last penetration test or a certificate.
    PENTEST_REPORT("pen-test-report"),
    /// Asks for, or to delete, what we know of somebody: a month by law.
    PRIVACY("privacy"),
    /// A customer in the wrong queue.
    SUPPORT("support"),
    /// Advertising and nonsense.
    NOISE("noise");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /// The word of the API and the settings.
    public String word() {
        return word;
    }

    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
