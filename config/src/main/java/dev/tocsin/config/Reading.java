package dev.tocsin.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What one reading of the settings has found out so far: the problems, and which keys somebody asked for.
final class Reading {

    private static final String REDACTED = "[redacted]";

    private final List<String> files = new ArrayList<>();
    private final Set<Problem> noted = new LinkedHashSet<>();
    private final Set<Problem> warned = new LinkedHashSet<>();
    private final Set<String> asked = new TreeSet<>();

    /// By identity: two sections over one mapping share what is known of it, two equal mappings do not.
    private final IdentityHashMap<Value.Keys, Set<String>> known = new IdentityHashMap<>();

    private final IdentityHashMap<Text, Boolean> hidden = new IdentityHashMap<>();

    /// Files are reported in the order in which they were opened.
    void opened(String file) {
        if (!files.contains(file)) {
            files.add(file);
        }
    }

    void note(Place at, String text, String cure) {
        noted.add(problem(at, text, cure));
    }

    /// What may be meant as it is.
    void warn(Place at, String text, String cure) {
        warned.add(problem(at, text, cure));
    }

    /// Somebody reads `keys`: from here on its other keys are unknown.
    void reads(Value.Keys keys) {
        known.computeIfAbsent(keys, _ -> new TreeSet<>());
    }

    /// Somebody asked for `key`, whose full name is `path`.
    void asks(Value.Keys keys, String key, String path) {
        known.computeIfAbsent(keys, _ -> new TreeSet<>()).add(key);
        asked.add(path);
    }

    /// `key` is one that the operator may choose.
    void frees(Value.Keys keys, String key) {
        known.computeIfAbsent(keys, _ -> new TreeSet<>()).add(key);
    }

    /// Nobody may be shown `secret`.
    void hides(Text secret) {
        hidden.put(secret, true);
    }

    /// What may be shown of `value`: of mappings the keys that somebody asked for, of texts those that are no secret.
    /// Texts that came from the environment or from a file stay as they were written.
    Object shown(Value value) {
        return switch (value) {
            case Text text when hidden.containsKey(text) -> REDACTED;
            case Text text -> text.shown();
            case Value.Items items -> items.items().stream().map(this::shown).toList();
            case Value.Keys keys -> shown(keys);
            case Value.Nothing _ -> "";
        };
    }

    Map<String, Object> shown(Value.Keys keys) {
        var asked = known.getOrDefault(keys, Set.of());
        var shown = new LinkedHashMap<String, Object>();
        keys.entries().forEach((key, entry) -> {
            if (!(entry.value() instanceof Value.Nothing)) {
                shown.put(key, asked.contains(key) ? shown(entry.value()) : REDACTED);
            }
        });
        return shown;
    }

    /// The full names of all keys that were asked for, without list positions.
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    /// Ordered by file, line and column, unknown keys among them.
    List<Problem> problems() {
        var all = new LinkedHashSet<>(noted);
        known.forEach((keys, names) -> keys.entries().forEach((key, entry) -> {
            if (!names.contains(key)) {
                all.add(problem(entry.at(), Text.quote(key) + " is no known key", Nearest.cure(key, names)));
            }
        }));
        return sorted(all);
    }

    /// In the same order.
    List<Problem> warnings() {
        return sorted(warned);
    }

    private List<Problem> sorted(Set<Problem> all) {
        return all.stream()
                .sorted(Comparator.<Problem>comparingInt(problem -> files.indexOf(problem.file()))
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column))
                .toList();
    }

    private static Problem problem(Place at, String text, String cure) {
        return new Problem(at.file(), at.line(), at.column(), text, cure);
    }
}
