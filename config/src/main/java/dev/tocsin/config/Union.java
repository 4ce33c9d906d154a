package dev.tocsin.config;

import dev.tocsin.config.Value.Entry;
import dev.tocsin.config.Value.Items;
import dev.tocsin.config.Value.Keys;
import dev.tocsin.config.Value.Nothing;
import java.util.LinkedHashMap;
import java.util.stream.Stream;

/// Two files as one: lists are joined, mappings are merged, and what both say must be the same.
final class Union {

    private Union() {}

    static Keys of(Keys first, Keys second, Reading reading) {
        var entries = new LinkedHashMap<String, Entry>(first.entries());
        second.entries()
                .forEach((key, entry) -> entries.merge(key, entry, (mine, other) -> both(key, mine, other, reading)));
        return new Keys(first.at(), entries);
    }

    private static Entry both(String key, Entry first, Entry second, Reading reading) {
        if (first.value() instanceof Nothing) {
            return second;
        }
        if (first.value() instanceof Keys mine && second.value() instanceof Keys others) {
            return new Entry(first.at(), of(mine, others, reading));
        }
        if (first.value() instanceof Items mine && second.value() instanceof Items others) {
            var joined = Stream.concat(mine.items().stream(), others.items().stream());
            return new Entry(first.at(), new Items(mine.at(), joined.toList()));
        }
        var same = first.value() instanceof Text mine
                && second.value() instanceof Text other
                && mine.text().equals(other.text());
        if (!same && !(second.value() instanceof Nothing)) {
            // The values are not shown: this may be a password.
            reading.note(
                    second.at(), Text.quote(key) + " is given another value at " + first.at(), "keep one of the two");
        }
        return first;
    }
}
