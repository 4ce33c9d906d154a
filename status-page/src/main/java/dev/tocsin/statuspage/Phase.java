package dev.tocsin.statuspage;

import java.util.Locale;

/// How far a public incident has come; each update names the phase it announces.
public enum Phase {
    INVESTIGATING,
    IDENTIFIED,
    MONITORING,
    RESOLVED,
    /// Resolved, and what was learned has been published.
    POSTMORTEM;

    /// Whether customers are still waiting.
    public boolean isOpen() {
        return switch (this) {
            case INVESTIGATING, IDENTIFIED, MONITORING -> true;
            case RESOLVED, POSTMORTEM -> false;
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// `Investigating`
    public String label() {
        return name().charAt(0) + word().substring(1);
    }
}
