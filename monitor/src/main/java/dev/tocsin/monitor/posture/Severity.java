package dev.tocsin.monitor.posture;

import java.util.Locale;

/// How much it matters when a finding appears where there was none before.
public enum Severity {
    INFO,
    MINOR,
    MAJOR,
    CRITICAL;

    /// As the outside reads it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
