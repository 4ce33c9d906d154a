package dev.tocsin.statuspage;

import java.util.Locale;

/// How much of the service an incident takes away; the order is from little to much.
public enum Impact {
    NONE,
    MINOR,
    MAJOR,
    CRITICAL;

    static Impact of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// The worse of the two.
    Impact or(Impact other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /// The impact of an incident on a component in that state.
    public static Impact of(ComponentStatus status) {
        return switch (status) {
            case DEGRADED_PERFORMANCE -> MINOR;
            case PARTIAL_OUTAGE -> MAJOR;
            case MAJOR_OUTAGE -> CRITICAL;
            case OPERATIONAL, NO_DATA, UNDER_MAINTENANCE -> NONE;
        };
    }

    /// The least that a component shows while an incident of this impact is open on it.
    public ComponentStatus status() {
        return switch (this) {
            case NONE -> ComponentStatus.OPERATIONAL;
            case MINOR -> ComponentStatus.DEGRADED_PERFORMANCE;
            case MAJOR -> ComponentStatus.PARTIAL_OUTAGE;
            case CRITICAL -> ComponentStatus.MAJOR_OUTAGE;
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
