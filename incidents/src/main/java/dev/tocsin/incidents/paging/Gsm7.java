package dev.tocsin.incidents.paging;

/// The GSM 7-bit alphabet (3GPP TS 23.038) as far as every carrier keeps it. A text in it fits 160 characters into one
/// segment, or 153 into each of several; one character outside of it would cut that to 70.
final class Gsm7 {
    /// Two joined segments.
    static final int TWO_SEGMENTS = 306;

    private static final String SAFE = "@£$¥èéùìòÇØøÅåÆæßÉÄÖÑÜ§¿äöñüà !\"#¤%&'()*+,-./:;<=>?¡"
            + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Gsm7() {}

    /// `text` with brackets made round, `_ ~ |` made dashes, controls made spaces, and all else outside the alphabet
    /// `?`.
    static String of(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> safe.append(safe(codePoint)));
        return safe.toString();
    }

    private static char safe(int codePoint) {
        if (Character.isISOControl(codePoint)
                || Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)) {
            return ' ';
        }
        return switch (codePoint) {
            case '[', '{' -> '(';
            case ']', '}' -> ')';
            case '_', '~', '|', '–', '—' -> '-';
            case '’', '‘', '`' -> '\'';
            case '“', '”' -> '"';
            default -> SAFE.indexOf(codePoint) >= 0 ? (char) codePoint : '?';
        };
    }
}
