package dev.tocsin.incidents.disclosure.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decodes the text of a header field: encoded-words (RFC 2047), and the bytes that stand there without any encoding.
final class EncodedWords {
    private static final Pattern WORD =
            Pattern.compile("=\\?([^?\\s*]{1,60})(?:\\*[^?\\s]{0,40})?\\?([BbQq])\\?([^?]*)\\?=");

    private EncodedWords() {}

    /// @param octets one character a byte
    static String decode(String octets) {
        var out = new StringBuilder(octets.length());
        var pending = new Pending();
        var matcher = WORD.matcher(octets);
        var end = 0;
        while (matcher.find()) {
            var between = octets.substring(end, matcher.start());
            if (!between.isBlank() || !pending.isOpen()) {
                pending.flush(out);
                out.append(plain(between));
            }
            pending.add(matcher.group(1), octets(matcher.group(2), matcher.group(3)), out);
            end = matcher.end();
        }
        pending.flush(out);
        return out.append(plain(octets.substring(end))).toString();
    }

    private static String plain(String octets) {
        return Charsets.decode(octets.getBytes(ISO_8859_1), Optional.empty());
    }

    private static byte[] octets(String encoding, String text) {
        var bytes = text.getBytes(ISO_8859_1);
        return encoding.equalsIgnoreCase("B")
                ? TransferEncoding.base64(bytes)
                : TransferEncoding.quotedPrintable(bytes, true);
    }

    /// Neighbours of one charset are one text: senders split letters of many bytes between them, though they must not.
    private static final class Pending {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private String charset = "";

        boolean isOpen() {
            return !charset.isEmpty();
        }

        void add(String next, byte[] octets, StringBuilder out) {
            var name = next.toLowerCase(Locale.ROOT);
            if (!name.equals(charset)) {
                flush(out);
                charset = name;
            }
            bytes.writeBytes(octets);
        }

        void flush(StringBuilder out) {
            if (isOpen()) {
                out.append(Charsets.decode(bytes.toByteArray(), Optional.of(charset)));
                bytes.reset();
                charset = "";
            }
        }
    }
}
