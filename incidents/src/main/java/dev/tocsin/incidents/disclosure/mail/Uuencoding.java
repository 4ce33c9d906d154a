package dev.tocsin.incidents.disclosure.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Uuencode, the attachment of the nineties: lines between `begin MODE NAME` and `end`.
final class Uuencoding {
    private Uuencoding() {}

    static byte[] decode(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length * 3 / 4);
        var inside = false;
        for (var line : new String(bytes, StandardCharsets.ISO_8859_1).split("\r?\n", -1)) {
            if (!inside) {
                inside = line.startsWith("begin ");
            } else if (line.strip().equals("end")) {
                return out.toByteArray();
            } else if (!line.isEmpty()) {
                line(line, out);
            }
        }
        return inside ? out.toByteArray() : bytes;
    }

    private static void line(String line, ByteArrayOutputStream out) {
        var left = value(line, 0);
        for (var i = 1; left > 0; i += 4) {
            var held = value(line, i) << 18 | value(line, i + 1) << 12 | value(line, i + 2) << 6 | value(line, i + 3);
            for (var shift = 16; shift >= 0 && left > 0; shift -= 8, left--) {
                out.write(held >> shift);
            }
        }
    }

    private static int value(String line, int at) {
        return at < line.length() ? line.charAt(at) - ' ' & 0x3F : 0;
    }
}
