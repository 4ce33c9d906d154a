package dev.tocsin.monitor.posture;

import java.util.Arrays;

/// A grade, best first. M and T stand below F: with a certificate for another name or one that nobody trusts, it does
/// not matter how good the rest is.
public enum Letter {
    A_PLUS("A+", 100),
    A("A", 90),
    A_MINUS("A-", 85),
    B_PLUS("B+", 80),
    B("B", 70),
    B_MINUS("B-", 65),
    C_PLUS("C+", 60),
    C("C", 50),
    C_MINUS("C-", 45),
    D_PLUS("D+", 40),
    D("D", 30),
    D_MINUS("D-", 25),
    F("F", 0),
    WRONG_NAME("M", 0),
    NOT_TRUSTED("T", 0);

    private final String sign;
    private final int least;

    Letter(String sign, int least) {
        this.sign = sign;
        this.least = least;
    }

    public String sign() {
        return sign;
    }

    /// The letter of a score, by the Observatory's chart.
    public static Letter of(int score) {
        return Arrays.stream(values())
                .filter(letter -> score >= letter.least)
                .findFirst()
                .orElse(F);
    }

    /// The highest score that has this letter and no better one.
    int most() {
        return Arrays.stream(values())
                .filter(better -> better.compareTo(this) < 0)
                .mapToInt(better -> better.least - 1)
                .map(most -> Math.max(0, most))
                .reduce((earlier, later) -> later)
                .orElse(Integer.MAX_VALUE);
    }

    /// The worse of the two.
    Letter or(Letter other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
