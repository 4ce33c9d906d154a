package dev.tocsin.incidents.disclosure.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Undoes Content-Transfer-Encoding (RFC 2045, 6) as far as it can be undone: what is no part of the encoding is left
/// out of Base64 and left as it is in quoted-printable.
final class TransferEncoding {
    private static final byte[] VALUES = values();

    private TransferEncoding() {}

    /// `name` as the field has it; unknown ones are taken as none.
    static byte[] decode(String name, byte[] bytes) {
        var word =
                name.strip().toLowerCase(Locale.ROOT).replaceAll("[;\\s].*", "").replace("\"", "");
        return switch (word) {
            case "base64", "b" -> base64(bytes);
            case "quoted-printable", "quotedprintable", "quoted" -> quotedPrintable(bytes, false);
            case "x-uuencode", "x-uue", "uuencode", "uue" -> Uuencoding.decode(bytes);
            default -> bytes;
        };
    }

    /// Padding in the middle begins anew: some programs glue pieces together.
    static byte[] base64(byte[] bytes) {
        var out = new byte[(int) (bytes.length * 3L / 4) + 3];
        var length = 0;
        var bits = 0;
        var held = 0;
        for (var octet : bytes) {
            if (octet == '=') {
                bits = 0;
                held = 0;
                continue;
            }
            var value = octet < 0 ? -1 : VALUES[octet];
            if (value < 0) {
                continue;
            }
            held = (held << 6 | value) & 0xFFFF;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                out[length++] = (byte) (held >> bits);
            }
        }
        return Arrays.copyOf(out, length);
    }

    /// @param word in an encoded-word a `_` is a space (RFC 2047, 4.2)
    static byte[] quotedPrintable(byte[] bytes, boolean word) {
        var out = new ByteArrayOutputStream(bytes.length);
        for (var i = 0; i < bytes.length; i++) {
            var octet = bytes[i];
            if (octet == '_' && word) {
                out.write(' ');
            } else if (octet != '=') {
                out.write(octet);
            } else {
                var soft = softBreak(bytes, i + 1);
                if (soft > 0) {
                    i = soft - 1;
                } else if (i + 2 < bytes.length && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
                    out.write(hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
                    i += 2;
                } else {
                    out.write(octet);
                }
            }
        }
        return out.toByteArray();
    }

    /// Where the next line begins when nothing but blanks stands between `from` and the end of this one; 0 otherwise.
    private static int softBreak(byte[] bytes, int from) {
        var i = from;
        while (i < bytes.length && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        if (i >= bytes.length) {
            return i;
        }
        if (bytes[i] == '\n') {
            return i + 1;
        }
        return bytes[i] == '\r' ? i + (i + 1 < bytes.length && bytes[i + 1] == '\n' ? 2 : 1) : 0;
    }

    private static int hex(byte octet) {
        return Character.digit(octet, 16);
    }

    private static byte[] values() {
        var values = new byte[128];
        Arrays.fill(values, (byte) -1);
        var alphabet =
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);
        for (var i = 0; i < alphabet.length; i++) {
            values[alphabet[i]] = (byte) i;
        }
        return values;
    }
}
