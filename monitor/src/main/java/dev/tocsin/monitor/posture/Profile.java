package dev.tocsin.monitor.posture;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What the owner of a target declared it to be. Nobody is measured by more than that: preloading above all is for
/// those who asked for it.
public enum Profile {
    /// Certificate and handshake alone; everything else is told and judged by nobody.
    NONE,
    /// A site of today: HTTPS throughout, HSTS for half a year.
    BASIC,
    /// HSTS for a year with the subdomains, and the headers that keep others out.
    STRICT,
    /// As strict, and by the rules of the preload list.
    PRELOAD;

    public static Optional<Profile> of(String word) {
        return Arrays.stream(values())
                .filter(profile -> profile.word().equals(word))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean asks(Profile least) {
        return compareTo(least) >= 0;
    }
}
