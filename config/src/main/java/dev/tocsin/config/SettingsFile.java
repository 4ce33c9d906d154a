package dev.tocsin.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The operator's YAML file above the defaults of `reference.yml`. Reading never stops at the first fault: typed
/// records read what they need from [#root()], then [#problems()] holds everything that was wrong, in file order.
public final class SettingsFile {

    private SettingsFile() {}

    /// Reads `file` and what it includes. Blocks on the disk only. A file that is missing or is no YAML is a problem,
    /// not an exception; the defaults then stand alone.
    public static SettingsFile read(Path file, Map<String, String> environment) {
        throw new UnsupportedOperationException();
    }

    /// The defaults alone: what runs when there is no file.
    public static SettingsFile defaults(Map<String, String> environment) {
        throw new UnsupportedOperationException();
    }

    /// The outermost mapping.
    public Section root() {
        throw new UnsupportedOperationException();
    }

    /// Everything wrong so far, ordered by file, line and column. Call it after all records were read: a key nobody
    /// asked for is only then known to be unknown, and is reported with the nearest known one.
    public List<Problem> problems() {
        throw new UnsupportedOperationException();
    }
}
