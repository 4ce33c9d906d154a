package dev.tocsin.monitor;

import java.util.Locale;

/// Whose word a monitor is.
public enum Owner {
    /// It stands in the settings file, and changes there alone.
    FILE,
    /// It was made over the API. Whoever has a token could have made it, so its looks go to the internet alone unless
    /// the operator has allowed more.
    API;

    /// As it stands in rows and in JSON.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Owner of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
