package dev.tocsin.incidents.disclosure.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A mail as signatures see it: the fields of its header byte for byte, and its body.
final class RawMessage {
    private static final int LONGEST_HEADER = 2 << 20;

    /// @param octets the whole field with its name and its last line end, one character a byte
    record RawField(String name, String octets) {
        String value() {
            return octets.substring(octets.indexOf(':') + 1);
        }
    }

    private final List<RawField> fields;
    private final byte[] body;

    private RawMessage(List<RawField> fields, byte[] body) {
        this.fields = fields;
        this.body = body;
    }

    /// A header of more than 2 MiB is read so far.
    static RawMessage of(byte[] mail) {
        var bytes = withCrLf(mail);
        var end = headerEnd(bytes);
        var header = new String(bytes, 0, Math.min(end, LONGEST_HEADER), ISO_8859_1);
        var from = Math.min(bytes.length, end + 2);
        return new RawMessage(fields(header), Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static boolean startsBody(byte[] bytes) {
        return bytes.length >= 2 && bytes[0] == '\r' && bytes[1] == '\n';
    }

    List<RawField> fields() {
        return fields;
    }

    byte[] body() {
        return body;
    }

    Stream<RawField> all(String name) {
        return fields.stream().filter(field -> field.name().equalsIgnoreCase(name));
    }

    /// Where the empty line stands that ends the header.
    private static int headerEnd(byte[] bytes) {
        if (startsBody(bytes)) {
            return 0;
        }
        for (var i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i + 2;
            }
        }
        return bytes.length;
    }

    private static List<RawField> fields(String header) {
        var fields = new ArrayList<RawField>();
        var current = new StringBuilder();
        for (var line : header.split("(?<=\r\n)", -1)) {
            if (!line.isEmpty() && line.charAt(0) != ' ' && line.charAt(0) != '\t') {
                add(fields, current);
                current.setLength(0);
            }
            current.append(line);
        }
        add(fields, current);
        return List.copyOf(fields);
    }

    private static void add(List<RawField> fields, StringBuilder octets) {
        var colon = octets.indexOf(":");
        if (colon > 0) {
            fields.add(new RawField(octets.substring(0, colon).stripTrailing(), octets.toString()));
        }
    }

    /// Files keep mails with bare LF; one that has any CR LF is taken as it is.
    private static byte[] withCrLf(byte[] mail) {
        var feeds = 0;
        for (var i = 0; i < mail.length; i++) {
            if (mail[i] == '\n') {
                if (i > 0 && mail[i - 1] == '\r') {
                    return mail;
                }
                feeds++;
            }
        }
        var out = new byte[mail.length + feeds];
        var at = 0;
        for (var octet : mail) {
            if (octet == '\n') {
                out[at++] = '\r';
            }
            out[at++] = octet;
        }
        return out;
    }
}
