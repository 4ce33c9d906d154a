package dev.tocsin.statuspage;

import java.util.Locale;

/// The one word for the whole page; the order is from good to bad.
public enum Indicator {
    NONE,
    MAINTENANCE,
    MINOR,
    MAJOR,
    CRITICAL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
