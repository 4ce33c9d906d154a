package dev.tocsin.statuspage;

import java.util.Locale;

/// How far a public incident or an announced maintenance has come; each update names the phase it announces.
public enum Phase {
    INVESTIGATING,
    IDENTIFIED,
    MONITORING,
    RESOLVED,
    /// Resolved, and what was learned has been published.
    POSTMORTEM,
    SCHEDULED,
    IN_PROGRESS,
    /// The work is done, and we look whether it did what it should.
    VERIFYING,
    COMPLETED,
    /// It does not take place. Ours: Statuspage has no word for it.
    CANCELLED;

    /// Whether customers are still waiting.
    public boolean isOpen() {
        return switch (this) {
            case INVESTIGATING, IDENTIFIED, MONITORING, SCHEDULED, IN_PROGRESS, VERIFYING -> true;
            case RESOLVED, POSTMORTEM, COMPLETED, CANCELLED -> false;
        };
    }

    /// Whether it is a phase of maintenance; the others are those of incidents.
    public boolean isOfMaintenance() {
        return switch (this) {
            case SCHEDULED, IN_PROGRESS, VERIFYING, COMPLETED, CANCELLED -> true;
            case INVESTIGATING, IDENTIFIED, MONITORING, RESOLVED, POSTMORTEM -> false;
        };
    }

    /// Whether people are at work on what was announced.
    public boolean isUnderWay() {
        return this == IN_PROGRESS || this == VERIFYING;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Phase of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
