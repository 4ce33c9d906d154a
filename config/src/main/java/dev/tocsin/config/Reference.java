package dev.tocsin.config;

import dev.tocsin.config.Value.Items;
import dev.tocsin.config.Value.Keys;
import dev.tocsin.config.Value.Nothing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// `reference.yml`, which ships with the product: every setting, its default and what it is for. Its first
/// document holds what always stands. Its second holds what an item of a list, or an optional mapping, has where
/// it says nothing; there the name of a list stands for each of its items. A `#` with one space behind it begins
/// prose; any other comments out a setting.
record Reference(Keys defaults, Keys beneath) {

    static final String FILE = "reference.yml";
    private static final Pattern COMMENTED_OUT = Pattern.compile("(?m)^( *)#(?! [^ ]| ?$)");
    private static final Pattern SECOND_DOCUMENT = Pattern.compile("(?m)^---$");

    static Reference read(Reading reading, Interpolation interpolation) {
        var documents = Yaml.all(FILE, resource(), reading, interpolation);
        return new Reference(documents.getFirst(), documents.getLast());
    }

    /// The first document: a settings file that changes nothing.
    static String text() {
        return SECOND_DOCUMENT.split(resource(), 2)[0];
    }

    /// The first document with everything that is commented out made live.
    static String uncommented() {
        return COMMENTED_OUT.matcher(text()).replaceAll("$1");
    }

    /// The full names of all keys in the file, live or commented out.
    static Set<String> documented() {
        var live = COMMENTED_OUT.matcher(resource()).replaceAll("$1");
        var reading = new Reading();
        var names = new TreeSet<String>();
        for (var document : Yaml.all(FILE, live, reading, new Interpolation(Map.of(), reading))) {
            collect("", document, names);
        }
        return names;
    }

    private static void collect(String prefix, Value value, Set<String> names) {
        switch (value) {
            case Keys keys ->
                keys.entries().forEach((key, entry) -> {
                    names.add(prefix + key);
                    collect(prefix + key + ".", entry.value(), names);
                });
            case Items items -> items.items().forEach(item -> collect(prefix, item, names));
            case Text _, Nothing _ -> {}
        }
    }

    private static String resource() {
        try (var stream = Reference.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException(FILE + " is missing from the build, build it again");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
