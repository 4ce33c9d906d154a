package dev.tocsin.incidents.disclosure.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A field such as `text/plain; charset=utf-8; name*0*=utf-8''a%20; name*1="b"`: a value and its parameters, in pieces
/// and in other scripts as in RFC 2231, and also with encoded-words where they must not be.
///
/// @param value in lower case
/// @param all by name in lower case, decoded
public record Parameters(String value, Map<String, String> all) {
    private static final int MOST = 200;

    public Parameters {
        all = Map.copyOf(all);
    }

    static Parameters none() {
        return new Parameters("", Map.of());
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(all.get(name)).filter(text -> !text.isBlank());
    }

    static Parameters read(Field field) {
        var scan = new Scan(field.unfolded());
        var value = scan.upTo(";").strip().toLowerCase(Locale.ROOT);
        var plain = new LinkedHashMap<String, String>();
        var pieces = new LinkedHashMap<String, TreeMap<Integer, Piece>>();
        for (var count = 0; scan.goesOn() && count < MOST; count++) {
            var name = scan.name();
            if (!name.isEmpty()) {
                put(name, scan.value(), plain, pieces);
            }
        }
        pieces.forEach((name, of) -> plain.put(name, joined(of)));
        return new Parameters(value, cleaned(plain));
    }

    private record Piece(boolean encoded, String octets) {}

    private static void put(
            String name, String octets, Map<String, String> plain, Map<String, TreeMap<Integer, Piece>> pieces) {
        var star = name.indexOf('*');
        if (star < 0) {
            plain.putIfAbsent(name, EncodedWords.decode(octets));
            return;
        }
        var encoded = name.endsWith("*");
        var number = name.substring(star + 1, Math.max(star + 1, name.length() - (encoded ? 1 : 0)));
        var index = number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : 0;
        pieces.computeIfAbsent(name.substring(0, star), _ -> new TreeMap<>())
                .putIfAbsent(index, new Piece(encoded, octets));
    }

    /// The charset stands before the first piece, between apostrophes.
    private static String joined(TreeMap<Integer, Piece> pieces) {
        var bytes = new ByteArrayOutputStream();
        var charset = Optional.<String>empty();
        var first = true;
        for (var piece : pieces.values()) {
            var octets = piece.octets();
            if (first && piece.encoded()) {
                var one = octets.indexOf('\'');
                var two = octets.indexOf('\'', one + 1);
                if (one >= 0 && two > one) {
                    charset = Optional.of(octets.substring(0, one)).filter(name -> !name.isBlank());
                    octets = octets.substring(two + 1);
                }
            }
            bytes.writeBytes(piece.encoded() ? percent(octets) : octets.getBytes(ISO_8859_1));
            first = false;
        }
        var encoded = pieces.values().stream().anyMatch(Piece::encoded);
        var joined = bytes.toByteArray();
        return encoded ? Charsets.decode(joined, charset) : EncodedWords.decode(new String(joined, ISO_8859_1));
    }

    private static byte[] percent(String octets) {
        var out = new ByteArrayOutputStream(octets.length());
        for (var i = 0; i < octets.length(); i++) {
            var letter = octets.charAt(i);
            var high = letter == '%' && i + 2 < octets.length() ? Character.digit(octets.charAt(i + 1), 16) : -1;
            var low = high >= 0 ? Character.digit(octets.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(letter);
            }
        }
        return out.toByteArray();
    }

    private static Map<String, String> cleaned(Map<String, String> parameters) {
        var cleaned = new LinkedHashMap<String, String>();
        parameters.forEach((name, value) -> cleaned.put(name, Clean.text(value)));
        return cleaned;
    }

    /// Walks over the field once.
    private static final class Scan {
        private final String text;
        private int at;

        Scan(String text) {
            this.text = text;
        }

        boolean goesOn() {
            return at < text.length();
        }

        String upTo(String stops) {
            var start = at;
            while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        String name() {
            while (at < text.length() && (text.charAt(at) == ';' || Character.isWhitespace(text.charAt(at)))) {
                at++;
            }
            var name = upTo("=;").strip().toLowerCase(Locale.ROOT);
            if (at >= text.length() || text.charAt(at) == ';') {
                return "";
            }
            at++;
            return name;
        }

        String value() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '"') {
                return quoted();
            }
            return upTo(";").strip();
        }

        private String quoted() {
            var value = new StringBuilder();
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                // A backslash before anything but a quote or itself is one of a path in Windows.
                if (text.charAt(at) == '\\' && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0) {
                    at++;
                }
                value.append(text.charAt(at++));
            }
            at++;
            upTo(";");
            return value.toString();
        }
    }
}
