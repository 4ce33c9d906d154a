package dev.tocsin.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses what a mistyped word was meant to be.
final class Nearest {

    private Nearest() {}

    /// How to mend the unknown `key`: the nearest of `known`, or all of them when none is near.
    static String cure(String key, Collection<String> known) {
        if (known.isEmpty()) {
            return "take it out";
        }
        return to(key, known)
                .map(nearest -> "did you mean \"" + nearest + "\"?")
                .orElseGet(() -> "the known ones are " + String.join(", ", known));
    }

    /// The nearest of `known`, if it is near enough to be meant: one slip in a short word, up to three in a long one.
    static Optional<String> to(String word, Collection<String> known) {
        var written = bare(word);
        var slips = Math.clamp(written.length() / 3, 1, 3);
        return known.stream()
                .filter(candidate -> Math.abs(bare(candidate).length() - written.length()) <= slips)
                .filter(candidate -> distance(written, bare(candidate)) <= slips)
                .min(Comparator.comparingInt(candidate -> distance(written, bare(candidate))));
    }

    /// `admin_port` and `adminport` are `adminPort`.
    private static String bare(String word) {
        return word.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
    }

    /// Insertions, deletions, substitutions and swaps of neighbours (Damerau and Levenshtein, optimal string
    /// alignment).
    static int distance(String a, String b) {
        var costs = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                costs[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : step(a, b, i, j, costs);
            }
        }
        return costs[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] costs) {
        var same = a.charAt(i - 1) == b.charAt(j - 1);
        var least = Math.min(costs[i - 1][j] + 1, costs[i][j - 1] + 1);
        least = Math.min(least, costs[i - 1][j - 1] + (same ? 0 : 1));
        var swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, costs[i - 2][j - 2] + 1) : least;
    }
}
