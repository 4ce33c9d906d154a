package dev.tocsin.config;

import dev.tocsin.config.Value.Keys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The operator's YAML file above the defaults of `reference.yml`. Reading never stops at the first fault: typed
/// records read what they need from [#root()], then [#problems()] holds everything that was wrong, in file order.
public final class SettingsFile {

    private final Reading reading;
    private final Section root;

    private SettingsFile(Reading reading, Keys own, Reference reference) {
        this.reading = reading;
        this.root = Section.root(reading, new Layers(own, reference.defaults(), reference.beneath()));
    }

    /// Reads `file` and what it includes. Blocks on the disk only. A file that is missing or is no YAML is a problem,
    /// not an exception; the defaults then stand alone.
    public static SettingsFile read(Path file, Map<String, String> environment) {
        var reading = new Reading();
        var interpolation = new Interpolation(environment, reading);
        var own = new Includes(reading, interpolation).read(file);
        return new SettingsFile(reading, own, Reference.read(reading, interpolation));
    }

    /// The defaults alone: what runs when there is no file.
    public static SettingsFile defaults(Map<String, String> environment) {
        var reading = new Reading();
        var reference = Reference.read(reading, new Interpolation(environment, reading));
        return new SettingsFile(reading, Keys.none(Place.startOf(Reference.FILE)), reference);
    }

    /// The reference with every commented setting made live, as if an operator had written it. All records read from
    /// it must leave neither a problem (a documented key that nobody reads) nor one of [#undocumentedKeys()].
    public static SettingsFile examples(Map<String, String> environment) {
        var reading = new Reading();
        var interpolation = new Interpolation(environment, reading);
        var own = Yaml.one(Reference.FILE, Reference.uncommented(), reading, interpolation);
        return new SettingsFile(reading, own, Reference.read(reading, interpolation));
    }

    /// Every setting with its default and a comment: a settings file that changes nothing, to begin one's own with.
    public static String referenceText() {
        return Reference.text();
    }

    /// The outermost mapping.
    public Section root() {
        return root;
    }

    /// Everything wrong so far, ordered by file (the main one first, then the included ones), line and column. Call it
    /// after all records were read: a key nobody asked for is only then known to be unknown, and is reported with
    /// the nearest known one.
    public List<Problem> problems() {
        return reading.problems();
    }

    /// What a person should look at, although it may be meant as it is; in the same order.
    public List<Problem> warnings() {
        return reading.warnings();
    }

    /// The keys that were asked for but stand nowhere in `reference.yml`, neither live nor commented out, as in
    /// `monitors.expect.within`. In a finished product this is empty.
    public Set<String> undocumentedKeys() {
        var keys = new TreeSet<>(reading.asked());
        keys.removeAll(Reference.documented());
        return keys;
    }
}
