package dev.tocsin.monitor.posture.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.monitor.posture.header.ResponseHeaders;
import dev.tocsin.monitor.posture.name.Ascii;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// An answer in HTTP/1.1 (RFC 9112), read by hand so that every header stays as it was sent. The body is read to a
/// bound and cut there.
///
/// @param body as far as it was read
/// @param ended whether all of it was read and the server will answer another question over the same connection
record HttpAnswer(int status, ResponseHeaders headers, Body body, boolean ended) {

    private static final Pattern STATUS = Pattern.compile("[1-9][0-9]{2}");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,15}");
    private static final int LONGEST_HEAD = 256 * 1024;

    /// Bytes that are compared by nobody, without their content coding.
    static final class Body {
        private final byte[] bytes;
        private final boolean readable;

        private Body(byte[] bytes, boolean readable) {
            this.bytes = bytes;
            this.readable = readable;
        }

        /// We ask for none, but some send a coding all the same.
        private static Body of(byte[] sent, ResponseHeaders headers, int most) {
            var coding = Ascii.lower(
                    headers.first("Content-Encoding").orElse("identity").strip());
            return switch (coding) {
                case "", "identity" -> new Body(sent, true);
                case "gzip", "x-gzip" -> unpacked(sent, most);
                default -> new Body(new byte[0], false);
            };
        }

        private static Body unpacked(byte[] sent, int most) {
            var body = new ByteArrayOutputStream();
            try (var in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
                take(in, most, body);
            } catch (IOException cut) {
                return new Body(body.toByteArray(), body.size() > 0);
            }
            return new Body(body.toByteArray(), true);
        }

        /// Whether it came in a coding that we know.
        boolean readable() {
            return readable;
        }

        byte[] bytes() {
            return bytes.clone();
        }

        String sha256() {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException("this Java has no SHA-256", missing);
            }
        }

        String text() {
            return new String(bytes, UTF_8);
        }
    }

    /// Reads one answer.
    ///
    /// @param mostBytes of the body
    static HttpAnswer read(InputStream in, int mostBytes) throws IOException {
        var budget = LONGEST_HEAD;
        for (var tries = 0; tries < 5; tries++) {
            var first = line(in, budget);
            var status = status(first);
            var fields = new ArrayList<ResponseHeaders.Field>();
            budget -= first.length();
            for (var line = line(in, budget); !line.isEmpty(); line = line(in, budget)) {
                budget -= line.length() + 2;
                field(line, fields);
            }
            // An answer of the kind 1xx only announces another.
            if (status >= 200 || status == 101) {
                var headers = new ResponseHeaders(fields);
                return read(in, first, status, headers, mostBytes);
            }
        }
        throw new IOException("announces an answer again and again");
    }

    private static int status(String line) throws IOException {
        var words = line.split(" ", 3);
        if (words.length < 2
                || !words[0].startsWith("HTTP/1.")
                || !STATUS.matcher(words[1]).matches()) {
            throw new IOException("answers what is no HTTP/1.1");
        }
        return Integer.parseInt(words[1]);
    }

    /// A line that begins with white space goes on with the one before.
    private static void field(String line, ArrayList<ResponseHeaders.Field> fields) {
        var colon = line.indexOf(':');
        if ((line.startsWith(" ") || line.startsWith("\t")) && !fields.isEmpty()) {
            var last = fields.removeLast();
            fields.add(new ResponseHeaders.Field(last.name(), last.value() + " " + line.strip()));
        } else if (colon > 0) {
            fields.add(new ResponseHeaders.Field(line.substring(0, colon), trim(line.substring(colon + 1))));
        }
    }

    private static String trim(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && blank(text.charAt(start))) {
            start++;
        }
        while (end > start && blank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean blank(char sign) {
        return sign == ' ' || sign == '\t';
    }

    private static String line(InputStream in, int most) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var sign = in.read(); sign != '\n'; sign = in.read()) {
            if (sign < 0) {
                throw new EOFException("hung up within its answer");
            }
            if (line.size() >= most) {
                throw new IOException("sends a head of more than " + LONGEST_HEAD / 1024 + " KiB");
            }
            line.write(sign);
        }
        var text = decoded(line.toByteArray());
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /// Headers are ASCII; what is not is UTF-8 mostly, and else one byte a sign.
    private static String decoded(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException other) {
            return new String(bytes, ISO_8859_1);
        }
    }

    private static HttpAnswer read(InputStream in, String first, int status, ResponseHeaders headers, int most) {
        var body = new ByteArrayOutputStream();
        var ended = false;
        try {
            ended = status == 204 || status == 304 || body(in, headers, most, body);
        } catch (IOException cut) {
            // The head is what matters most, and it is there.
        }
        return new HttpAnswer(
                status,
                headers,
                Body.of(body.toByteArray(), headers, most),
                ended && status != 101 && first.startsWith("HTTP/1.1") && stays(headers));
    }

    /// Whether the server does not say that it will hang up.
    private static boolean stays(ResponseHeaders headers) {
        return headers.all("Connection").stream()
                .noneMatch(value -> Ascii.lower(value).contains("close"));
    }

    /// Whether it was read to the end that the head tells of.
    private static boolean body(InputStream in, ResponseHeaders headers, int most, ByteArrayOutputStream body)
            throws IOException {
        var coding = headers.first("Transfer-Encoding");
        var lengths = headers.all("Content-Length");
        if (coding.filter(text -> Ascii.lower(text).contains("chunked")).isPresent()) {
            // With a length as well nobody can be sure where it ends (RFC 9112, 6.1).
            return chunks(in, most, body) && lengths.isEmpty();
        }
        var length = lengths.stream()
                .findFirst()
                .filter(text -> LENGTH.matcher(text).matches())
                .map(Long::parseLong);
        take(in, (int) Math.min(most, length.orElse((long) most)), body);
        return coding.isEmpty()
                && lengths.size() == 1
                && length.filter(all -> all == body.size()).isPresent();
    }

    /// Takes that much, or as much as comes.
    private static void take(InputStream in, int most, ByteArrayOutputStream body) throws IOException {
        var buffer = new byte[8192];
        for (var left = most; left > 0; ) {
            var read = in.read(buffer, 0, Math.min(left, buffer.length));
            if (read < 0) {
                return;
            }
            body.write(buffer, 0, read);
            left -= read;
        }
    }

    /// Whether all came, with the fields behind the last chunk.
    private static boolean chunks(InputStream in, int most, ByteArrayOutputStream body) throws IOException {
        while (body.size() < most) {
            var size = line(in, 1024).replaceAll("[;\\s].*", "");
            if (!size.matches("[0-9a-fA-F]{1,8}")) {
                throw new IOException("sends broken chunks");
            }
            var length = Long.parseLong(size, 16);
            if (length == 0) {
                var left = LONGEST_HEAD;
                for (var field = line(in, left); !field.isEmpty(); field = line(in, left)) {
                    left -= field.length() + 2;
                }
                return true;
            }
            take(in, (int) Math.min(length, (long) most - body.size()), body);
            if (body.size() < most) {
                line(in, 2);
            }
        }
        return false;
    }
}
