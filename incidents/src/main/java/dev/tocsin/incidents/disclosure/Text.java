package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.mail.Clean;

/// What of a text from outside is kept in a column.
final class Text {
    private static final int LONGEST = 1_000;

    private Text() {}

    /// On one line, clean, and no longer than a thousand characters.
    static String kept(String text) {
        var line = Clean.line(text);
        return line.length() > LONGEST ? Clean.text(line.substring(0, LONGEST)) : line;
    }
}
