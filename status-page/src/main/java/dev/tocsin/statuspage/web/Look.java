package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.ComponentStatus;
import java.util.List;
import java.util.stream.Stream;

/// How a state looks: its word (a class of the style sheet), its label and the outline of its icon. The
/// outlines differ in shape, so that nobody needs the colour.
record Look(String word, String label, String icon) {

    static Look of(ComponentStatus status, Language language) {
        return new Look(status.word(), language.text(status.word()), icon(status));
    }

    /// All six, for the key.
    static List<Look> all(Language language) {
        return Stream.of(
                        ComponentStatus.OPERATIONAL,
                        ComponentStatus.DEGRADED_PERFORMANCE,
                        ComponentStatus.PARTIAL_OUTAGE,
                        ComponentStatus.MAJOR_OUTAGE,
                        ComponentStatus.UNDER_MAINTENANCE,
                        ComponentStatus.NO_DATA)
                .map(status -> of(status, language))
                .toList();
    }

    /// Drawn on a field of 16 by 16, filled by the even-odd rule.
    private static String icon(ComponentStatus status) {
        return switch (status) {
            case OPERATIONAL ->
                "M8 .8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 0 0 8 .8zM4 8.3l1.2-1.2 1.9 1.9 3.7-4.2L12.1 6l-4.9 5.5z";
            case DEGRADED_PERFORMANCE ->
                "M1 1.6h14v12.8H1zM3.4 4.2h2.2v7.6H3.4zM6.9 6.6h2.2v5.2H6.9zM10.4 9h2.2v2.8h-2.2z";
            case PARTIAL_OUTAGE -> "M8 .9 15.8 14.8H.2zM7.1 5.6h1.8v4.6H7.1zM7.1 11.3h1.8v1.8H7.1z";
            case MAJOR_OUTAGE ->
                "M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5zM5.5 4.2 4.2 5.5 6.7 8l-2.5 2.5 1.3 1.3L8 9.3l2.5 2.5 1.3-1.3L9.3 8l2.5-2.5"
                        + "-1.3-1.3L8 6.7z";
            case UNDER_MAINTENANCE ->
                "M10.7 1a4.2 4.2 0 0 0-5 5.5L1.3 11a1.8 1.8 0 0 0 0 2.5l1.2 1.2a1.8 1.8 0 0 0 2.5 0l4.5-4.4A4.2 4.2 0 0 0"
                        + " 15 5.3l-2.7 2.7-3.4-.9-.9-3.4z";
            case NO_DATA -> "M1.5 6.8h13v2.4h-13z";
        };
    }

    /// The colour of the fill in the light theme, for the icon of the browser's tab.
    static String tabColour(ComponentStatus status) {
        return switch (status) {
            case OPERATIONAL -> "#1b8a52";
            case DEGRADED_PERFORMANCE -> "#b57614";
            case PARTIAL_OUTAGE -> "#d4550a";
            case MAJOR_OUTAGE -> "#cf222e";
            case UNDER_MAINTENANCE -> "#2f6fdb";
            case NO_DATA -> "#848e9c";
        };
    }
}
