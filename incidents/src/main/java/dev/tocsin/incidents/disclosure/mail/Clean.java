package dev.tocsin.incidents.disclosure.mail;

/// Makes text fit for a database and for a reader: no U+0000, which PostgreSQL refuses, and no half of a surrogate
/// pair.
public final class Clean {
    private static final char REPLACEMENT = '\uFFFD';

    private Clean() {}

    /// The same text with each of these replaced by U+FFFD.
    public static String text(String text) {
        return isClean(text) ? text : replaced(text);
    }

    /// The same on one line, without controls and the marks that turn the direction of writing: a name that shows as
    /// `report\u202Efdp.exe` must not pass for a PDF.
    public static String line(String text) {
        return text(text)
                .replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ")
                .replaceAll("[\\u061C\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069\\uFEFF]", "")
                .strip();
    }

    private static boolean isClean(String text) {
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (letter == 0 || Character.isSurrogate(letter)) {
                return false;
            }
        }
        return true;
    }

    private static String replaced(String text) {
        var clean = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (Character.isHighSurrogate(letter)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                clean.append(letter).append(text.charAt(++i));
            } else {
                clean.append(letter == 0 || Character.isSurrogate(letter) ? REPLACEMENT : letter);
            }
        }
        return clean.toString();
    }
}
