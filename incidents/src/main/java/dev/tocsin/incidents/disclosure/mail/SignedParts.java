package dev.tocsin.incidents.disclosure.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tocsin.incidents.mailroom.Octets;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds what `multipart/signed` signs (RFC 1847), byte for byte as it came, which the parts of a mail that was read
/// no longer tell. Takes whatever bytes there are, and looks at so many parts alone.
public final class SignedParts {
    private static final int DEEPEST = 5;
    private static final int MOST = 4;
    private static final int MOST_PARTS = 50;
    private static final int LONGEST_HEADER = 64 << 10;

    private final List<Pair> found = new ArrayList<>();

    private SignedParts() {}

    /// Something signed, and what signs it.
    ///
    /// @param content with its header, its lines ended by CR LF
    /// @param signature the part that bears it
    public record Pair(Octets content, Entity signature) {}

    /// The outermost first, four at most.
    public static List<Pair> in(byte[] mail) {
        var parts = new SignedParts();
        parts.walk(mail, 0);
        return List.copyOf(parts.found);
    }

    private void walk(byte[] entity, int depth) {
        var body = bodyOf(entity);
        var type = type(new String(entity, 0, Math.min(body, LONGEST_HEADER), ISO_8859_1));
        var boundary = type.get("boundary").map(String::stripTrailing).orElse("");
        if (!type.value().startsWith("multipart/") || boundary.isEmpty()) {
            return;
        }
        var parts = split(entity, body, ("--" + boundary).getBytes(ISO_8859_1));
        if (type.value().equals("multipart/signed") && parts.size() >= 2 && found.size() < MOST) {
            found.add(new Pair(
                    new Octets(withCrLf(parts.get(0))),
                    ParsedMail.read(parts.get(1)).root()));
        }
        if (depth < DEEPEST) {
            parts.forEach(part -> walk(part, depth + 1));
        }
    }

    /// Where the empty line ends that ends the header.
    private static int bodyOf(byte[] entity) {
        var line = 0;
        for (var i = 0; i < entity.length; i++) {
            if (entity[i] == '\n') {
                if (i == line || (i == line + 1 && entity[line] == '\r')) {
                    return i + 1;
                }
                line = i + 1;
            }
        }
        return entity.length;
    }

    private static Parameters type(String header) {
        for (var field : header.split("\r?\n(?![ \t])", -1)) {
            if (field.toLowerCase(Locale.ROOT).startsWith("content-type:")) {
                return Parameters.read(new Field("Content-Type", field.substring("content-type:".length())));
            }
        }
        return new Parameters("text/plain", Map.of());
    }

    private static List<byte[]> split(byte[] entity, int body, byte[] delimiter) {
        var parts = new ArrayList<byte[]>();
        var start = -1;
        for (var line = body; line < entity.length && parts.size() < MOST_PARTS; ) {
            var next = nextLine(entity, line);
            var rest = line + delimiter.length;
            if (rest <= entity.length && Arrays.equals(entity, line, rest, delimiter, 0, delimiter.length)) {
                var after = new String(entity, rest, Math.min(next - rest, 100), ISO_8859_1).strip();
                if (after.isEmpty() || after.equals("--")) {
                    if (start >= 0) {
                        parts.add(Arrays.copyOfRange(entity, start, Math.max(start, beforeLineEnd(entity, line))));
                    }
                    if (!after.isEmpty()) {
                        return parts;
                    }
                    start = next;
                }
            }
            line = next;
        }
        if (start >= 0 && parts.size() < MOST_PARTS) {
            parts.add(Arrays.copyOfRange(entity, start, entity.length));
        }
        return parts;
    }

    private static int nextLine(byte[] entity, int line) {
        var i = line;
        while (i < entity.length && entity[i] != '\n') {
            i++;
        }
        return Math.min(entity.length, i + 1);
    }

    /// The line end before a delimiter belongs to the delimiter.
    private static int beforeLineEnd(byte[] entity, int line) {
        var end = line > 0 && entity[line - 1] == '\n' ? line - 1 : line;
        return end > 0 && end < line && entity[end - 1] == '\r' ? end - 1 : end;
    }

    private static byte[] withCrLf(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length + 64);
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r')) {
                out.write('\r');
            }
            out.write(bytes[i]);
        }
        return out.toByteArray();
    }
}
