package dev.tocsin.statuspage.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/// A language in which the page is written: `words_TAG.properties` beside this package. Another one is another file and
/// a line here. The first one has the plain paths, the others a root of their own, so that caches need not know whom
/// they serve.
public final class Language {
    private static final Language ENGLISH = new Language("en", "");
    private static final Language GERMAN = new Language("de", "/de");
    /// All of them, the first one first.
    public static final List<Language> ALL = List.of(ENGLISH, GERMAN);

    private final String tag;
    private final String root;
    private final Map<String, String> words;
    private final DateTimeFormatter minute;
    private final DateTimeFormatter date;
    private final DateTimeFormatter month;

    private Language(String tag, String root) {
        this.tag = tag;
        this.root = root;
        words = read("words_" + tag + ".properties");
        minute = pattern("minute");
        date = pattern("date");
        month = pattern("month");
    }

    /// The one with this tag; the first one where there is none.
    public static Language of(String tag) {
        return ALL.stream().filter(one -> one.tag.equals(tag)).findFirst().orElse(ENGLISH);
    }

    public String tag() {
        return tag;
    }

    /// What stands before every path in this language: nothing, or `/de`.
    public String root() {
        return root;
    }

    /// All texts, for the templates: `{{t.systems}}`.
    Map<String, String> t() {
        return words;
    }

    /// The text `key` with `{0}`, `{1}` and so on filled in.
    public String text(String key, Object... arguments) {
        var text = Objects.requireNonNull(words.get(key), key);
        for (var place = 0; place < arguments.length; place++) {
            text = text.replace("{" + place + "}", String.valueOf(arguments[place]));
        }
        return text;
    }

    /// The text for so many: `keyOne` or `keyOther`, which is all that these languages tell apart.
    String count(String key, long number) {
        return number == 1 ? text(key + "One") : text(key + "Other", number);
    }

    DateTimeFormatter minute() {
        return minute;
    }

    DateTimeFormatter date() {
        return date;
    }

    DateTimeFormatter month() {
        return month;
    }

    /// Languages are told apart by their tags alone.
    @Override
    public boolean equals(Object other) {
        return other instanceof Language that && that.tag.equals(tag);
    }

    @Override
    public int hashCode() {
        return tag.hashCode();
    }

    @Override
    public String toString() {
        return tag;
    }

    private DateTimeFormatter pattern(String key) {
        return DateTimeFormatter.ofPattern(text(key), Locale.forLanguageTag(tag));
    }

    private static Map<String, String> read(String file) {
        try (var stream = Language.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the texts " + file + " are missing from the jar, build it anew");
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            var words = new HashMap<String, String>();
            properties.forEach((key, value) -> words.put((String) key, (String) value));
            return Map.copyOf(words);
        } catch (IOException e) {
            throw new UncheckedIOException("the texts " + file + " cannot be read", e);
        }
    }
}
