package dev.tocsin.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yaml.snakeyaml.reader.StreamReader;

/// Turns the bytes of a settings file into text: UTF-8, or UTF-16 that says so by its byte order mark.
final class Decoding {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Decoding() {}

    /// Empty when the bytes are not UTF-8 from end to end.
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /// Empty, and noted, when the bytes are no text that YAML could hold.
    static Optional<String> decode(String file, byte[] bytes, Reading reading) {
        var charset = charsetOf(bytes);
        var decoder = charset.newDecoder();
        var input = ByteBuffer.wrap(bytes);
        var output = CharBuffer.allocate(bytes.length + 1);
        var outcome = decoder.decode(input, output, true);
        var text = output.flip().toString();
        if (outcome.isError()) {
            reading.note(end(file, text), "the file is no " + charset + " text", "save it as UTF-8");
            return Optional.empty();
        }
        var unmarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        return printable(file, unmarked, reading);
    }

    private static Charset charsetOf(byte[] bytes) {
        if (bytes.length < 2) {
            return StandardCharsets.UTF_8;
        }
        var mark = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        return mark == 0xFEFF || mark == 0xFFFE ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    private static Optional<String> printable(String file, String text, Reading reading) {
        for (var index = 0; index < text.length(); index += Character.charCount(text.codePointAt(index))) {
            var character = text.codePointAt(index);
            if (!StreamReader.isPrintable(character)) {
                reading.note(
                        end(file, text.substring(0, index)),
                        "the character U+%04X is not allowed in YAML".formatted(character),
                        "take it out, or write it as an escape in double quotes");
                return Optional.empty();
            }
        }
        return Optional.of(text);
    }

    private static Place end(String file, String before) {
        var lines = before.split("\\r\\n|\\r|\\n", -1);
        var last = lines[lines.length - 1];
        return new Place(file, lines.length, last.codePointCount(0, last.length()) + 1);
    }
}
