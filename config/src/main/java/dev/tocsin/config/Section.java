package dev.tocsin.config;

import dev.tocsin.config.Value.Items;
import dev.tocsin.config.Value.Keys;
import dev.tocsin.config.Value.Nothing;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/// One mapping of the settings. Each method reads one key, remembers that the key is known, and on a fault notes a
/// [Problem] and answers a harmless stand-in, so that one reading finds every fault.
///
/// A plain method takes its default from `reference.yml`; a key with no default there is required. An `optional…`
/// method answers empty when neither file has the key, or when its value is empty, as `"${NAME:-}"` may be.
public final class Section {

    private final Lookup lookup;

    private Section(Lookup lookup) {
        this.lookup = lookup;
    }

    static Section root(Reading reading, Layers layers) {
        var root = new Section(new Lookup(reading, layers, "", layers.own().at(), true));
        root.lookup.value(Includes.KEY);
        return root;
    }

    /// Whether the operator or the reference gives this key any value.
    public boolean has(String key) {
        return !(lookup.value(key) instanceof Nothing);
    }

    public String text(String key) {
        return lookup.required(key, Scalars::text, "");
    }

    public Optional<String> optionalText(String key) {
        return lookup.optional(key, Function.identity());
    }

    /// One text or a list of them; absent means empty.
    public List<String> texts(String key) {
        return lookup.each(key, Function.identity());
    }

    public int number(String key, int least, int most) {
        return lookup.required(key, text -> Scalars.number(text, least, most), least);
    }

    public OptionalInt optionalNumber(String key, int least, int most) {
        return lookup.optional(key, text -> Scalars.number(text, least, most))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    public boolean flag(String key) {
        return lookup.required(key, Scalars::flag, false);
    }

    public Optional<Boolean> optionalFlag(String key) {
        return lookup.optional(key, Scalars::flag);
    }

    /// `500ms 30s 5m 2h 14d 5y`, between `least` and `most`.
    public Duration duration(String key, Duration least, Duration most) {
        return lookup.required(key, text -> Durations.parse(text, least, most), least);
    }

    public Optional<Duration> optionalDuration(String key, Duration least, Duration most) {
        return lookup.optional(key, text -> Durations.parse(text, least, most));
    }

    /// A value that is never shown, in no problem either.
    public Secret secret(String key) {
        lookup.hide(key);
        return lookup.required(key, text -> new Secret(Scalars.text(text)), new Secret(""));
    }

    public Optional<Secret> optionalSecret(String key) {
        lookup.hide(key);
        return lookup.optional(key, Secret::new);
    }

    /// An absolute URL with a host, whose scheme is one of `schemes`.
    public URI url(String key, String... schemes) {
        return lookup.required(key, text -> Scalars.url(text, List.of(schemes)), Scalars.standInUrl(schemes));
    }

    public Optional<URI> optionalUrl(String key, String... schemes) {
        return lookup.optional(key, text -> Scalars.url(text, List.of(schemes)));
    }

    /// One such URL or a list of them; absent means empty.
    public List<URI> urls(String key, String... schemes) {
        return lookup.each(key, text -> Scalars.url(text, List.of(schemes)));
    }

    /// A path; a relative one is taken from the folder of the file that names it, a default from the working folder.
    public Optional<Path> optionalPath(String key) {
        var at = lookup.value(key).at();
        return lookup.optional(key, text -> Scalars.path(at, text));
    }

    /// A time zone by its name in the zone database: `Europe/Berlin`.
    public ZoneId zone(String key) {
        return lookup.required(key, Scalars::zone, ZoneOffset.UTC);
    }

    /// One of the constants of `type`, written in lower case with `-` or `_` for a space.
    public <E extends Enum<E>> E oneOf(String key, Class<E> type) {
        return lookup.required(key, text -> Scalars.oneOf(text, type), type.getEnumConstants()[0]);
    }

    public <E extends Enum<E>> Optional<E> optionalOneOf(String key, Class<E> type) {
        return lookup.optional(key, text -> Scalars.oneOf(text, type));
    }

    /// Any value that `parse` understands. `parse` throws `IllegalArgumentException` with a message of the form
    /// "what is wrong, how to mend it"; `standIn` is answered then.
    public <T> T parsed(String key, Function<String, T> parse, T standIn) {
        return lookup.required(key, parse, standIn);
    }

    public <T> Optional<T> optionalParsed(String key, Function<String, T> parse) {
        return lookup.optional(key, parse);
    }

    /// The same for each item of a list (or a single value); absent means empty. Faulty items are left out.
    public <T> List<T> parsedList(String key, Function<String, T> parse) {
        return lookup.each(key, parse);
    }

    /// The mapping under `key`; empty but usable when absent.
    public Section section(String key) {
        return new Section(lookup.under(key));
    }

    public Optional<Section> optionalSection(String key) {
        return has(key) ? Optional.of(section(key)) : Optional.empty();
    }

    /// The mappings of a list; absent means empty. Each item lies above the item defaults of `reference.yml`.
    public List<Section> sections(String key) {
        return switch (lookup.value(key)) {
            case Nothing _ -> List.of();
            case Items items -> {
                var sections = new ArrayList<Section>();
                for (var item : items.items()) {
                    if (item instanceof Keys keys) {
                        sections.add(new Section(lookup.item(key, keys)));
                    } else {
                        lookup.note(item.at(), item.kind() + " stands where a mapping should be", "write - KEY: VALUE");
                    }
                }
                yield List.copyOf(sections);
            }
            case Value other -> {
                lookup.note(
                        other.at(),
                        other.kind() + " stands where " + key + " should be a list",
                        "begin each item with a dash: - KEY: VALUE");
                yield List.of();
            }
        };
    }

    /// The keys and values of a mapping whose keys are free: header names, JSON paths. In the order of the file.
    public Map<String, String> entries(String key) {
        var under = lookup.under(key);
        var entries = new LinkedHashMap<String, String>();
        for (var name : under.names()) {
            under.free(name).ifPresent(text -> entries.put(name, text));
        }
        return Collections.unmodifiableMap(entries);
    }

    /// The same where values may be secret: they are never shown, but for those under a key that `open` names, in
    /// whatever case.
    public Map<String, String> secretEntries(String key, Set<String> open) {
        var under = lookup.under(key);
        under.names().stream()
                .filter(name -> !open.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(under::hideFree);
        return entries(key);
    }

    /// The same where a key may hold one text or a list of them.
    public Map<String, List<String>> entryLists(String key) {
        var under = lookup.under(key);
        var entries = new LinkedHashMap<String, List<String>>();
        for (var name : under.names()) {
            entries.put(name, under.freeEach(name));
        }
        return Collections.unmodifiableMap(entries);
    }

    /// What the operator wrote here, for people who may not know secrets: texts, lists and mappings, with `[redacted]`
    /// for every value that was read as a secret or not read at all. Call it when everything was read.
    public Map<String, Object> shown() {
        return lookup.shown();
    }

    /// The form of an entry of `list` that comes from elsewhere than the file and has the same defaults under it, with
    /// what stands here under `beside`. Keeps nothing of this reading, and may be used by any thread.
    public EntryForm form(String list, String... beside) {
        return new EntryForm(lookup.layers(), list, List.of(beside));
    }

    /// Notes a problem at `key` (at this section itself when the key is absent). `text` says what is wrong and names
    /// the offending value; `cure` says what to write instead.
    public void problem(String key, String text, String cure) {
        lookup.problem(key, text, cure);
    }

    /// Notes something at `key` that a person should look at, although it may be meant as it is.
    public void warning(String key, String text, String cure) {
        lookup.warning(key, text, cure);
    }

    /// Where it stands; never what it holds.
    @Override
    public String toString() {
        return lookup.toString();
    }
}
