package dev.tocsin.statuspage;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A colour for links and the borders of buttons, as `#0b57b7`. Text in it must be read on the page's ground: contrast
/// by [WCAG 2.2](https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio), 4.5 at least.
public record Accent(String colour) {
    private static final Pattern SHAPE = Pattern.compile("#[0-9a-f]{6}");
    private static final double LEAST = 4.5;

    /// What text stands on, in each theme: the page and its cards.
    public enum Ground {
        LIGHT("#f6f7f9", "#ffffff"),
        DARK("#0f1216", "#171c23");

        private final String page;
        private final String card;

        Ground(String page, String card) {
            this.page = page;
            this.card = card;
        }
    }

    /// Reads one for `ground`.
    /// @throws IllegalArgumentException when it is none, or cannot be read there
    static Accent on(Ground ground, String text) {
        var colour = text.strip().toLowerCase(Locale.ROOT);
        if (!SHAPE.matcher(colour).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no colour, write one such as #0b57b7");
        }
        for (var under : List.of(ground.page, ground.card)) {
            var contrast = contrast(colour, under);
            if (contrast < LEAST) {
                throw new IllegalArgumentException("the contrast of \"%s\" on %s is %.1f, choose one of 4.5 or more"
                        .formatted(text, under, contrast));
            }
        }
        return new Accent(colour);
    }

    static double contrast(String one, String other) {
        var first = luminance(one);
        var second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
    }

    private static double linear(String colour, int from) {
        var share = Integer.parseInt(colour, from, from + 2, 16) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
