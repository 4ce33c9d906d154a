package dev.tocsin.app.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One mapping of another system's file. It remembers which of its keys somebody read; the others are its [#leftovers].
/// A value that is not of the kind its reader asked for counts as not read.
final class ForeignMapping {
    private static final int LONGEST_VALUE = 60;
    private static final Pattern SECRETS =
            Pattern.compile("password|secret|token|credential|authorization|cookie|api-?_?key|private");

    private final String path;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final UnaryOperator<String> notation;
    private final Set<String> read = new HashSet<>();
    private final Map<String, List<ForeignMapping>> below = new HashMap<>();

    ForeignMapping(String path, Map<?, ?> values, UnaryOperator<String> notation) {
        this.path = path;
        this.notation = notation;
        values.forEach((key, value) -> {
            if (value != null) {
                this.values.put(String.valueOf(key), value);
            }
        });
    }

    static List<ForeignMapping> all(String path, List<?> list, UnaryOperator<String> notation) {
        var all = new ArrayList<ForeignMapping>();
        for (var i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Map<?, ?> map) {
                all.add(new ForeignMapping(path + "[" + i + "]", map, notation));
            }
        }
        return List.copyOf(all);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Set<String> names() {
        return values.keySet();
    }

    Optional<String> text(String key) {
        if (!(values.get(key) instanceof String text)) {
            return Optional.empty();
        }
        read.add(key);
        return Optional.of(notation.apply(text));
    }

    /// Empty also when it is neither yes nor no.
    Optional<Boolean> flag(String key) {
        return text(key).flatMap(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> Optional.of(true);
            case "false", "no", "off" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /// One text or a list of them.
    List<String> texts(String key) {
        if (values.get(key) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            read.add(key);
            return list.stream().map(String.class::cast).map(notation).toList();
        }
        return text(key).stream().toList();
    }

    Optional<ForeignMapping> mapping(String key) {
        if (!(values.get(key) instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        read.add(key);
        return Optional.of(below.computeIfAbsent(key, _ -> List.of(new ForeignMapping(under(key), map, notation)))
                .getFirst());
    }

    List<ForeignMapping> mappings(String key) {
        if (!(values.get(key) instanceof List<?> list) || !list.stream().allMatch(Map.class::isInstance)) {
            return List.of();
        }
        read.add(key);
        return below.computeIfAbsent(key, _ -> all(under(key), list, notation));
    }

    /// The texts of a mapping whose keys are free, such as headers.
    Map<String, String> entries(String key) {
        return mapping(key)
                .map(entries -> {
                    var all = new LinkedHashMap<String, String>();
                    entries.values.keySet().forEach(name -> entries.text(name).ifPresent(text -> all.put(name, text)));
                    return (Map<String, String>) all;
                })
                .orElseGet(Map::of);
    }

    /// What nobody read, here and below, as `key: value`. Secrets are not shown.
    List<String> leftovers() {
        return values.entrySet().stream()
                .flatMap(entry -> read.contains(entry.getKey())
                        ? below.getOrDefault(entry.getKey(), List.of()).stream()
                                .flatMap(child -> child.leftovers().stream())
                        : Stream.of(shown(entry.getKey(), entry.getValue())))
                .toList();
    }

    /// As it stands in its file, for a comment.
    String shown(String key) {
        return shown(key, Objects.requireNonNullElse(values.get(key), ""));
    }

    private String shown(String key, Object value) {
        var name = under(key);
        if (!(value instanceof String text)) {
            return name + (value instanceof List<?> list ? " (a list of " + list.size() + ")" : " (a mapping)");
        }
        if (SECRETS.matcher(key.toLowerCase(Locale.ROOT)).find()) {
            return name + ": [redacted]";
        }
        return name + ": " + (text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text);
    }

    private String under(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
