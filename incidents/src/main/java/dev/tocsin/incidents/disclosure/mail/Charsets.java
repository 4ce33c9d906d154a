package dev.tocsin.incidents.disclosure.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.CharsetDetector;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Turns bytes into text as browsers do: by the label, where the label means what the web has come to mean by it
/// (encoding.spec.whatwg.org); else by what the bytes look like; else as windows-1252, which knows every byte.
final class Charsets {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int SAMPLE = 8_192;
    private static final int SURE = 40;

    /// Labels whose letters differ from what Java knows by that name, or whose superset is meant.
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("ascii", "windows-1252"),
            Map.entry("ansi_x3.4-1968", "windows-1252"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("latin5", "windows-1254"),
            Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("iso-8859-8-i", "iso-8859-8"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("ks_c_5601-1989", "x-windows-949"),
            Map.entry("ksc5601", "x-windows-949"),
            Map.entry("ksc_5601", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("cp949", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gb_2312-80", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("x-gbk", "GB18030"),
            Map.entry("cp936", "GB18030"),
            Map.entry("big5", "Big5-HKSCS"),
            Map.entry("x-x-big5", "Big5-HKSCS"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("unicode-1-1-utf-8", "UTF-8"),
            Map.entry("unicode", "UTF-16LE"),
            Map.entry("utf-16", "UTF-16LE"),
            Map.entry("koi8-ru", "KOI8-U"),
            Map.entry("x-mac-cyrillic", "x-MacCyrillic"),
            Map.entry("macintosh", "x-MacRoman"));

    private Charsets() {}

    /// Never throws: a byte that means nothing becomes U+FFFD.
    static String decode(byte[] bytes, Optional<String> label) {
        var name = label.map(text -> text.strip().toLowerCase(Locale.ROOT).replaceAll("[\"']", ""))
                .orElse("");
        if (name.equals("utf-7") || name.equals("unicode-1-1-utf-7")) {
            return Utf7.decode(bytes);
        }
        var charset = charset(name);
        if (charset.isEmpty() || charset.get().equals(WINDOWS_1252)) {
            return guessed(bytes, charset);
        }
        return replacing(bytes, charset.get());
    }

    /// What calls itself ASCII or says nothing is often UTF-8, which hardly looks like itself by chance.
    private static String guessed(byte[] bytes, Optional<Charset> labelled) {
        var utf8 = strictly(bytes);
        if (utf8.isPresent()) {
            return utf8.get();
        }
        return replacing(bytes, labelled.or(() -> looksLike(bytes)).orElse(WINDOWS_1252));
    }

    private static Optional<Charset> charset(String name) {
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(MEANT.getOrDefault(name, name)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<Charset> looksLike(byte[] bytes) {
        try {
            var sample = bytes.length > SAMPLE ? Arrays.copyOf(bytes, SAMPLE) : bytes;
            var match = new CharsetDetector().setText(sample).detect();
            return match == null || match.getConfidence() < SURE ? Optional.empty() : charset(match.getName());
        } catch (RuntimeException unsure) {
            return Optional.empty();
        }
    }

    private static Optional<String> strictly(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException not) {
            return Optional.empty();
        }
    }

    private static String replacing(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException | RuntimeException fault) {
            // Some of Java's decoders have faults of their own; the letters of windows-1252 are better than nothing.
            return new String(bytes, WINDOWS_1252);
        }
    }
}
