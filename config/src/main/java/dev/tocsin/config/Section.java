package dev.tocsin.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One mapping of the settings. Each method reads one key, remembers that the key is known, and on a fault notes a
/// [Problem] and answers a harmless stand-in, so that one reading finds every fault.
///
/// A plain method takes its default from `reference.yml`; a key with no default there is required. An `optional…`
/// method answers empty when neither file has the key.
public final class Section {

    /// Whether the operator or the reference gives this key any value.
    public boolean has(String key) {
        throw new UnsupportedOperationException();
    }

    public String text(String key) {
        throw new UnsupportedOperationException();
    }

    public Optional<String> optionalText(String key) {
        throw new UnsupportedOperationException();
    }

    /// One text or a list of them; absent means empty.
    public List<String> texts(String key) {
        throw new UnsupportedOperationException();
    }

    public int number(String key, int least, int most) {
        throw new UnsupportedOperationException();
    }

    public boolean flag(String key) {
        throw new UnsupportedOperationException();
    }

    /// `500ms 30s 5m 2h 14d`, between `least` and `most`.
    public Duration duration(String key, Duration least, Duration most) {
        throw new UnsupportedOperationException();
    }

    public Optional<Duration> optionalDuration(String key, Duration least, Duration most) {
        throw new UnsupportedOperationException();
    }

    public Secret secret(String key) {
        throw new UnsupportedOperationException();
    }

    /// An absolute URL whose scheme is one of `schemes`.
    public URI url(String key, String... schemes) {
        throw new UnsupportedOperationException();
    }

    public Optional<URI> optionalUrl(String key, String... schemes) {
        throw new UnsupportedOperationException();
    }

    /// A path; a relative one is taken from the folder of the file that names it.
    public Optional<Path> optionalPath(String key) {
        throw new UnsupportedOperationException();
    }

    /// One of the constants of `type`, written in lower case with `-` or `_` for a space.
    public <E extends Enum<E>> E oneOf(String key, Class<E> type) {
        throw new UnsupportedOperationException();
    }

    /// Any value that `parse` understands. `parse` throws `IllegalArgumentException` with a message of the form
    /// "what is wrong, how to mend it"; `standIn` is answered then.
    public <T> T parsed(String key, Function<String, T> parse, T standIn) {
        throw new UnsupportedOperationException();
    }

    /// The same for each item of a list (or a single value); absent means empty. Faulty items are left out.
    public <T> List<T> parsedList(String key, Function<String, T> parse) {
        throw new UnsupportedOperationException();
    }

    /// The mapping under `key`; empty but usable when absent.
    public Section section(String key) {
        throw new UnsupportedOperationException();
    }

    public Optional<Section> optionalSection(String key) {
        throw new UnsupportedOperationException();
    }

    /// The mappings of a list; absent means empty. Each item lies above the item defaults of `reference.yml`.
    public List<Section> sections(String key) {
        throw new UnsupportedOperationException();
    }

    /// The keys and values of a mapping whose keys are free: header names, JSON paths.
    public Map<String, String> entries(String key) {
        throw new UnsupportedOperationException();
    }

    /// Notes a problem at `key` (at this section itself when the key is absent). `text` says what is wrong and names
    /// the offending value; `cure` says what to write instead.
    public void problem(String key, String text, String cure) {
        throw new UnsupportedOperationException();
    }
}
