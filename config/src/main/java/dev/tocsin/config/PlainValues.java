package dev.tocsin.config;

import dev.tocsin.config.Value.Entry;
import dev.tocsin.config.Value.Items;
import dev.tocsin.config.Value.Keys;
import dev.tocsin.config.Value.Nothing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns what a parser of JSON makes (maps, lists, texts, numbers, booleans, nulls) into [Value]s. It comes from
/// anyone, so nothing in it is filled in, and what could not be stored is noted here.
final class PlainValues {

    private static final int LONGEST_NUMBER = 40;
    private static final int LARGEST_EXPONENT = 100;

    private final Reading reading;
    private final Set<String> refused = new HashSet<>();
    private boolean tooDeep;

    PlainValues(Reading reading) {
        this.reading = reading;
    }

    Keys keys(Place at, Map<?, ?> content) {
        return keys(at, content, 0);
    }

    /// The fields whose values did not even get as far as a reader.
    Set<String> refused() {
        return refused;
    }

    private Keys keys(Place at, Map<?, ?> content, int depth) {
        var entries = new LinkedHashMap<String, Entry>();
        content.forEach((name, value) -> {
            var key = String.valueOf(name);
            var place = at.key(key);
            entries.put(key, new Entry(place, value(place, value, depth + 1)));
            storable(place, key);
        });
        return new Keys(at, entries);
    }

    private Value value(Place at, @Nullable Object content, int depth) {
        if (depth >= Composition.DEEPEST) {
            noteDepth(at);
            return new Nothing(at);
        }
        return switch (content) {
            case null -> new Nothing(at);
            case Map<?, ?> keys -> keys(at, keys, depth);
            case List<?> items -> items(at, items, depth);
            case Number number -> number(at, number);
            case Object text -> text(at, text.toString());
        };
    }

    private Items items(Place at, List<?> content, int depth) {
        var items = new ArrayList<Value>();
        for (var i = 0; i < content.size(); i++) {
            items.add(value(at.item(i), content.get(i), depth + 1));
        }
        return new Items(at, items);
    }

    private void noteDepth(Place at) {
        if (!tooDeep) {
            tooDeep = true;
            refused(at, "this stands more than " + Composition.DEEPEST + " levels deep", "take some levels out");
        }
    }

    private Value number(Place at, Number number) {
        var text = number.toString();
        if (text.length() > LONGEST_NUMBER || Math.abs(new BigDecimal(text).scale()) > LARGEST_EXPONENT) {
            return refused(at, "the number has too many digits", "write it as a text, or a smaller one");
        }
        return new Text(at, text, text, List.of());
    }

    private Value text(Place at, String written) {
        if (!storable(at, written)) {
            return new Nothing(at);
        }
        return written.replace("$${", "").contains("${")
                ? refused(
                        at,
                        "${…} is not filled in here: values of the environment and of files belong to the settings file",
                        "write the value itself; $${ gives the two characters")
                : new Text(at, written, written.replace("$${", "${"), List.of());
    }

    /// The database keeps neither the character U+0000 nor half of a surrogate pair.
    private boolean storable(Place at, String text) {
        var odd = text.codePoints()
                .filter(sign -> sign == 0 || (sign >= Character.MIN_SURROGATE && sign <= Character.MAX_SURROGATE))
                .findFirst();
        odd.ifPresent(sign -> refused(at, "the character U+%04X cannot be kept".formatted(sign), "take it out"));
        return odd.isEmpty();
    }

    private Nothing refused(Place at, String text, String cure) {
        reading.note(at, text, cure);
        refused.add(at.file());
        return new Nothing(at);
    }
}
