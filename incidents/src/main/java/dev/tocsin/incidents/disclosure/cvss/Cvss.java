package dev.tocsin.incidents.disclosure.cvss;

import java.util.Locale;

/// A vector with its score.
///
/// @param version 3.1 or 4.0
/// @param tenths the score times ten: 98 is 9.8
public record Cvss(String vector, String version, int tenths) {
    private static final int LONGEST = 400;

    /// The words of both versions.
    public enum Rating {
        NONE,
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Reads strictly: a vector that is not of its form has no score.
    /// @throws IllegalArgumentException with a message of the form "what is wrong, how to mend it"
    public static Cvss of(String vector) {
        if (vector.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a vector has at most %d characters, write a shorter one".formatted(LONGEST));
        }
        if (vector.startsWith(Cvss31.PREFIX)) {
            return new Cvss(vector, "3.1", Cvss31.tenths(vector));
        }
        if (vector.startsWith(Cvss40.PREFIX)) {
            return new Cvss(vector, "4.0", Cvss40.tenths(vector));
        }
        throw new IllegalArgumentException(
                "\"%s\" is no vector, begin it with %s or %s".formatted(vector, Cvss31.PREFIX, Cvss40.PREFIX));
    }

    public Rating rating() {
        return tenths == 0
                ? Rating.NONE
                : tenths < 40 ? Rating.LOW : tenths < 70 ? Rating.MEDIUM : tenths < 90 ? Rating.HIGH : Rating.CRITICAL;
    }

    /// Such as `9.8`.
    public String score() {
        return tenths / 10 + "." + tenths % 10;
    }
}
