package dev.tocsin.config;

import dev.tocsin.config.Value.Entry;
import dev.tocsin.config.Value.Items;
import dev.tocsin.config.Value.Keys;
import dev.tocsin.config.Value.Nothing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// Reads a file and what its `include:` names into one mapping. A file named twice is read once; a file that includes
/// itself, however far around, is a problem.
final class Includes {

    static final String KEY = "include";
    private static final int LONGEST_CHAIN = 20;

    private final Reading reading;
    private final Interpolation interpolation;
    private final Set<Path> read = new HashSet<>();
    private final Deque<Path> underway = new ArrayDeque<>();

    Includes(Reading reading, Interpolation interpolation) {
        this.reading = reading;
        this.interpolation = interpolation;
    }

    /// Blocks on the disk.
    Keys read(Path file) {
        var name = file.toString();
        underway.push(real(file));
        var own = SourceFile.read(file, reading)
                .map(text -> Yaml.one(name, text, reading, interpolation))
                .orElseGet(() -> Keys.none(Place.startOf(name)));
        var whole = without(own);
        for (var pattern : patterns(own.value(KEY))) {
            for (var included : files(pattern)) {
                whole = Union.of(whole, include(pattern, included), reading);
            }
        }
        read.add(underway.pop());
        return whole;
    }

    private Keys include(Text pattern, Path file) {
        var nothing = Keys.none(pattern.at());
        if (underway.contains(real(file))) {
            reading.note(
                    pattern.at(),
                    pattern.quoted() + " includes " + Text.quote(file.toString()) + ", which is being read already",
                    "include each file from one place, in a folder of its own");
            return nothing;
        }
        if (underway.size() == LONGEST_CHAIN) {
            reading.note(
                    pattern.at(), "files include each other " + LONGEST_CHAIN + " deep", "include them from one file");
            return nothing;
        }
        return read.contains(real(file)) ? nothing : read(file);
    }

    private List<Path> files(Text pattern) {
        try {
            return Globs.files(pattern.at(), pattern.text());
        } catch (IOException e) {
            reading.note(pattern.at(), pattern.quoted() + " cannot be listed", "look at the folder and its rights");
        } catch (IllegalArgumentException e) {
            reading.note(
                    pattern.at(),
                    pattern.quoted() + " names no files",
                    "write a path or a pattern such as conf.d/*.yml, in a folder that exists");
        }
        return List.of();
    }

    private List<Text> patterns(Value value) {
        return switch (value) {
            case Nothing _ -> List.of();
            case Text text when text.text().isBlank() -> List.of();
            case Text text -> List.of(text);
            case Items items ->
                items.items().stream().flatMap(item -> patterns(item).stream()).toList();
            case Keys keys -> {
                reading.note(keys.at(), "a mapping stands where paths should be", "write include: [conf.d/*.yml]");
                yield List.of();
            }
        };
    }

    private static Keys without(Keys keys) {
        var entries = new LinkedHashMap<String, Entry>(keys.entries());
        entries.remove(KEY);
        return new Keys(keys.at(), entries);
    }

    /// The same file under two names must count as one.
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
