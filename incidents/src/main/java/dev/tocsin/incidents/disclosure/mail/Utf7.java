package dev.tocsin.incidents.disclosure.mail;

import java.nio.charset.StandardCharsets;

/// UTF-7 (RFC 2152), which Java does not know and some mail servers still write. What was a tag in disguise is a tag
/// afterwards, so HTML is made harmless after decoding and never before.
final class Utf7 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Utf7() {}

    static String decode(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var out = new StringBuilder(text.length());
        var i = 0;
        while (i < text.length()) {
            var letter = text.charAt(i++);
            if (letter != '+') {
                out.append(letter);
            } else if (i < text.length() && text.charAt(i) == '-') {
                out.append('+');
                i++;
            } else {
                i = shifted(text, i, out);
            }
        }
        return out.toString();
    }

    /// UTF-16 in Base64 up to a letter that is none of it; answers where that is.
    private static int shifted(String text, int from, StringBuilder out) {
        var bits = 0;
        var held = 0;
        var i = from;
        for (; i < text.length(); i++) {
            var value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                break;
            }
            held = (held << 6 | value) & 0x3FFFFF;
            bits += 6;
            if (bits >= 16) {
                bits -= 16;
                out.append((char) (held >> bits & 0xFFFF));
            }
        }
        return i < text.length() && text.charAt(i) == '-' ? i + 1 : i;
    }
}
