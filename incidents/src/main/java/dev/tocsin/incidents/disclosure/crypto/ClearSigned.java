package dev.tocsin.incidents.disclosure.crypto;

import java.util.Optional;

/// A text that is readable and signed (RFC 9580 section 7), found in a longer one.
///
/// @param from where it begins, and `to` where it ends
/// @param words without the dashes that were put before dashes
/// @param signature armoured
record ClearSigned(int from, int to, String words, String signature) {
    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String END = "-----END PGP SIGNATURE-----";

    /// The first; empty when there is none.
    static Optional<ClearSigned> in(String text) {
        var begin = text.indexOf(BEGIN);
        var signature = begin < 0 ? -1 : text.indexOf("\n" + SIGNATURE, begin);
        var end = signature < 0 ? -1 : text.indexOf(END, signature);
        if (end < 0) {
            return Optional.empty();
        }
        var words = afterEmptyLine(text, begin);
        if (words < 0 || words > signature + 1) {
            return Optional.empty();
        }
        var said = text.substring(Math.min(words, signature), signature);
        return Optional.of(new ClearSigned(
                begin,
                end + END.length(),
                unescaped(said.endsWith("\r") ? said.substring(0, said.length() - 1) : said),
                text.substring(signature + 1, end + END.length()) + "\n"));
    }

    /// What was signed: lines without blanks at their ends, between them CR LF.
    String signed() {
        var lines = words.split("\r?\n", -1);
        for (var i = 0; i < lines.length; i++) {
            var end = lines[i].length();
            while (end > 0 && " \t\r".indexOf(lines[i].charAt(end - 1)) >= 0) {
                end--;
            }
            lines[i] = lines[i].substring(0, end);
        }
        return String.join("\r\n", lines);
    }

    /// Where the first line stands that follows the armour's own header.
    private static int afterEmptyLine(String text, int begin) {
        var line = text.indexOf('\n', begin) + 1;
        while (line > 0) {
            var next = text.indexOf('\n', line) + 1;
            if (next > 0 && text.substring(line, next).isBlank()) {
                return next;
            }
            line = next;
        }
        return -1;
    }

    private static String unescaped(String text) {
        var out = new StringBuilder(text.length());
        for (var line : text.split("(?<=\n)", -1)) {
            out.append(line.startsWith("- ") ? line.substring(2) : line);
        }
        return out.toString();
    }
}
