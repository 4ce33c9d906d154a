package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.ComponentStatus;

/// A badge for other people's pages: a name, and a state on its fill. It loads nothing and runs nothing. Widths are
/// estimated, because fonts differ: `textLength` makes them true. Pure.
record Badge(String left, String right, String title, String fill, int leftWidth, int width, int middle, int end) {
    private static final int SIGN = 7;
    private static final int PADDING = 12;
    private static final int LONGEST = 60;

    static Badge of(String name, String state, ComponentStatus looks) {
        var left = cut(Plain.text(name));
        var right = cut(state);
        var leftWidth = width(left);
        var rightWidth = width(right);
        return new Badge(
                left,
                right,
                left + ": " + right,
                fill(looks),
                leftWidth,
                leftWidth + rightWidth,
                leftWidth / 2,
                leftWidth + rightWidth / 2);
    }

    int rightWidth() {
        return width - leftWidth;
    }

    int leftText() {
        return leftWidth - PADDING;
    }

    int rightText() {
        return rightWidth() - PADDING;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length()) * SIGN + PADDING;
    }

    private static String cut(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }

    /// White on these has a contrast of 4.5 and more: they are the inks of the light theme.
    private static String fill(ComponentStatus looks) {
        return switch (looks) {
            case OPERATIONAL -> "#11653a";
            case DEGRADED_PERFORMANCE -> "#7a4b00";
            case PARTIAL_OUTAGE -> "#963a00";
            case MAJOR_OUTAGE -> "#a3161b";
            case UNDER_MAINTENANCE -> "#1d4fa3";
            case NO_DATA -> "#4b5563";
        };
    }
}
