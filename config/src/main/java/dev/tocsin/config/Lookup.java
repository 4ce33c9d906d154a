package dev.tocsin.config;

import dev.tocsin.config.Value.Items;
import dev.tocsin.config.Value.Keys;
import dev.tocsin.config.Value.Nothing;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Finds keys of one mapping in its layers, and notes what is wrong with them. `path` is the mapping's full name with a
/// dot behind it; `at` is where the operator can mend it. Nothing is called missing in a mapping that is not `sound`,
/// because that was already reported.
record Lookup(Reading reading, Layers layers, String path, Place at, boolean sound) {

    Lookup {
        reading.reads(layers.own());
    }

    /// From here on `key` is known.
    Value value(String key) {
        reading.asks(layers.own(), key, path + key);
        return layers.value(key);
    }

    <T> T required(String key, Function<String, T> parse, T standIn) {
        return switch (value(key)) {
            case Nothing _ -> {
                if (sound) {
                    note(placeOf(key), key + " is missing", "add " + key + ": VALUE");
                }
                yield standIn;
            }
            case Value value -> parsed(key, value, parse).orElse(standIn);
        };
    }

    <T> Optional<T> optional(String key, Function<String, T> parse) {
        return switch (value(key)) {
            case Nothing _ -> Optional.empty();
            case Text text when text.text().isEmpty() -> Optional.empty();
            case Value value -> parsed(key, value, parse);
        };
    }

    /// One value or a list of them.
    <T> List<T> each(String key, Function<String, T> parse) {
        return each(key, value(key), parse);
    }

    private <T> List<T> each(String key, Value written, Function<String, T> parse) {
        var items = switch (written) {
            case Nothing _ -> List.<Value>of();
            case Items list -> list.items();
            case Value value -> List.of(value);
        };
        return items.stream().flatMap(item -> parsed(key, item, parse).stream()).toList();
    }

    Lookup under(String key) {
        var value = value(key);
        var fits = value instanceof Keys || value instanceof Nothing;
        if (!fits) {
            note(
                    value.at(),
                    value.kind() + " stands where " + key + " should be a mapping",
                    "write KEY: VALUE below it");
        }
        var under = layers.under(key);
        var written = layers.own().value(key) instanceof Keys;
        return new Lookup(
                reading, under, path + key + ".", written ? under.own().at() : placeOf(key), fits);
    }

    Lookup item(String key, Keys item) {
        return new Lookup(reading, layers.item(key, item), path + key + ".", item.at(), true);
    }

    Set<String> names() {
        return layers.entries().keySet();
    }

    /// The text under a key that is the operator's to choose, and so needs no documentation.
    Optional<String> free(String key) {
        reading.frees(layers.own(), key);
        var value = layers.value(key);
        return value instanceof Nothing ? Optional.empty() : parsed(key, value, Function.identity());
    }

    /// The same where a list may stand.
    List<String> freeEach(String key) {
        reading.frees(layers.own(), key);
        return each(key, layers.value(key), Function.identity());
    }

    /// Where the operator wrote `key`, or else the mapping that it is missing from.
    Place placeOf(String key) {
        var entry = layers.own().entries().get(key);
        return entry == null ? at.key(key) : entry.at();
    }

    /// From here on what stands under `key` is never shown.
    void hide(String key) {
        hide(value(key));
    }

    /// The same for a key that is the operator's to choose.
    void hideFree(String key) {
        hide(layers.value(key));
    }

    private void hide(Value value) {
        switch (value) {
            case Text secret -> reading.hides(secret);
            case Items items -> items.items().forEach(this::hide);
            case Keys _, Nothing _ -> {}
        }
    }

    Map<String, Object> shown() {
        return reading.shown(layers.own());
    }

    /// `text` may quote the value, which may have come from the environment.
    void problem(String key, String text, String cure) {
        var shown = layers.own().value(key) instanceof Text value ? value.redact(text) : text;
        note(placeOf(key), shown, cure);
    }

    void warning(String key, String text, String cure) {
        reading.warn(placeOf(key), text, cure);
    }

    void note(Place place, String text, String cure) {
        reading.note(place, text, cure);
    }

    private <T> Optional<T> parsed(String key, Value value, Function<String, T> parse) {
        if (!(value instanceof Text text)) {
            note(
                    value.at(),
                    value.kind() + " stands where " + key + " should be one value",
                    "write " + key + ": VALUE");
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(text.text()));
        } catch (IllegalArgumentException | DateTimeException e) {
            noteFault(key, text, Objects.requireNonNullElse(e.getMessage(), ""));
            return Optional.empty();
        }
    }

    /// Parts "what is wrong, how to mend it"; the value itself may hold a comma.
    private void noteFault(String key, Text text, String message) {
        var redacted = text.redact(message);
        var quote = redacted.indexOf(text.quoted());
        var comma = redacted.indexOf(", ", quote < 0 ? 0 : quote + text.quoted().length());
        if (comma < 0) {
            note(
                    text.at(),
                    text.quoted() + " does not fit " + key + " (" + redacted + ")",
                    "write it as the reference does");
        } else {
            note(text.at(), redacted.substring(0, comma), redacted.substring(comma + 2));
        }
    }

    @Override
    public String toString() {
        return path + " at " + at;
    }
}
