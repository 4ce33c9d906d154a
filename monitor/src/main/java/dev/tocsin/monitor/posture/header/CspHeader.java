package dev.tocsin.monitor.posture.header;

import dev.tocsin.monitor.posture.name.Ascii;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A Content-Security-Policy (CSP Level 3, 2.2), weighed as the Observatory does so that the numbers compare.
///
/// @param directives by their names in small letters, each with its sources in small letters; of several policies all
/// are in force, so their sources stand together
/// @param fromHeader those that came in a header: `frame-ancestors` counts there alone
public record CspHeader(Map<String, Set<String>> directives, Map<String, Set<String>> fromHeader) {

    /// What the Observatory calls a policy, from the best to the worst, and the points for it.
    public enum Level {
        NOTHING_BY_DEFAULT("nothing is allowed that is not named", 10),
        SAFE("no unsafe source", 5),
        UNSAFE_STYLE("unsafe sources for styles", 0),
        PLAIN_PASSIVE("images or media may come over plain HTTP", -10),
        UNSAFE_EVAL("scripts may use eval", -10),
        UNSAFE_INLINE("scripts may be inline or come from everywhere", -20),
        PLAIN_ACTIVE("scripts or styles may come over plain HTTP", -20),
        INVALID("the policy cannot be read", -25),
        ABSENT("no Content-Security-Policy", -25);

        private final String words;
        private final int modifier;

        Level(String words, int modifier) {
            this.words = words;
            this.modifier = modifier;
        }

        public String words() {
            return words;
        }

        public int modifier() {
            return modifier;
        }
    }

    private static final Set<String> BROAD =
            Set.of("ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*");
    private static final Set<String> INLINE = Set.of("'unsafe-inline'", "data:");
    private static final Set<String> EVERYTHING = Set.of("*");
    private static final List<String> PASSIVE = List.of("img-src", "media-src");
    private static final Set<String> NOT_IN_META = Set.of("frame-ancestors", "report-uri", "sandbox");

    public CspHeader {
        directives = Map.copyOf(directives);
        fromHeader = Map.copyOf(fromHeader);
    }

    /// Reads all policies of an answer.
    ///
    /// @param headers the values of the header fields; a comma separates policies
    /// @param metas the contents of `meta` elements of the page
    public static CspHeader read(List<String> headers, List<String> metas) {
        var fromHeader = new LinkedHashMap<String, Set<String>>();
        headers.forEach(value -> read(value, fromHeader));
        var all = new LinkedHashMap<String, Set<String>>();
        fromHeader.forEach((name, sources) -> all.put(name, new LinkedHashSet<>(sources)));
        var fromMeta = new LinkedHashMap<String, Set<String>>();
        metas.forEach(value -> read(value, fromMeta));
        fromMeta.keySet().removeAll(NOT_IN_META);
        fromMeta.forEach((name, sources) ->
                all.computeIfAbsent(name, _ -> new LinkedHashSet<>()).addAll(sources));
        return new CspHeader(all, fromHeader);
    }

    private static void read(String value, Map<String, Set<String>> directives) {
        for (var policy : value.split(",", -1)) {
            var seen = new LinkedHashSet<String>();
            for (var part : policy.split(";", -1)) {
                var words = new ArrayList<>(List.of(part.strip().split("\\s+", -1)));
                var name = Ascii.lower(words.removeFirst());
                // Within one policy the first of a name counts.
                if (!name.isEmpty() && seen.add(name)) {
                    var sources = directives.computeIfAbsent(name, _ -> new LinkedHashSet<>());
                    words.forEach(word -> sources.add(Ascii.lower(word)));
                }
            }
        }
    }

    private Optional<Set<String>> named(String directive) {
        return Optional.ofNullable(directives.get(directive));
    }

    private Set<String> sources(String directive) {
        return named(directive).or(() -> named("default-src")).orElse(EVERYTHING);
    }

    /// Whether browsers turn http into https before they load anything.
    public boolean upgrades() {
        return directives.containsKey("upgrade-insecure-requests");
    }

    /// Whether only named sites may show the page in a frame.
    public boolean framingBound() {
        return Optional.ofNullable(fromHeader.get("frame-ancestors"))
                .filter(sources -> sources.stream().noneMatch(BROAD::contains))
                .isPresent();
    }

    public Level level() {
        if (directives.isEmpty()) {
            return Level.ABSENT;
        }
        var scripts = new LinkedHashSet<>(sources("script-src"));
        var styles = new LinkedHashSet<>(sources("style-src"));
        forgiveInline(scripts);
        forgiveInline(styles);
        if (scripts.contains("'strict-dynamic'")) {
            if (!bound(scripts)) {
                return Level.INVALID;
            }
            scripts.removeIf(source -> BROAD.stream().anyMatch(source::startsWith)
                    || source.equals("'self'")
                    || source.equals("'unsafe-inline'"));
        }
        if (any(scripts, INLINE) || any(scripts, BROAD) || any(sources("object-src"), BROAD)) {
            return Level.UNSAFE_INLINE;
        }
        if (plain(active(scripts))) {
            return Level.PLAIN_ACTIVE;
        }
        if (scripts.contains("'unsafe-eval'") || styles.contains("'unsafe-eval'")) {
            return Level.UNSAFE_EVAL;
        }
        if (PASSIVE.stream()
                .anyMatch(
                        name -> plain(named(name).or(() -> named("default-src")).orElse(Set.of())))) {
            return Level.PLAIN_PASSIVE;
        }
        if (any(styles, INLINE) || any(styles, BROAD)) {
            return Level.UNSAFE_STYLE;
        }
        return named("default-src").filter(Set.of("'none'")::equals).isPresent()
                ? Level.NOTHING_BY_DEFAULT
                : Level.SAFE;
    }

    private Set<String> active(Set<String> scripts) {
        var sources = new LinkedHashSet<>(scripts);
        directives.forEach((name, values) -> {
            if (!PASSIVE.contains(name) && !name.equals("script-src") && !name.startsWith("report")) {
                sources.addAll(values);
            }
        });
        return sources;
    }

    /// Beside a nonce or a hash browsers do not heed `unsafe-inline`: it stands there for old ones.
    private static void forgiveInline(Set<String> sources) {
        if (bound(sources)) {
            sources.remove("'unsafe-inline'");
        }
    }

    private static boolean bound(Set<String> sources) {
        return sources.stream()
                .anyMatch(source -> source.startsWith("'nonce-")
                        || source.startsWith("'sha256-")
                        || source.startsWith("'sha384-")
                        || source.startsWith("'sha512-"));
    }

    private static boolean any(Set<String> sources, Set<String> wanted) {
        return sources.stream().anyMatch(wanted::contains);
    }

    private static boolean plain(Set<String> sources) {
        return sources.stream().anyMatch(source -> source.startsWith("http:") || source.startsWith("ftp:"));
    }
}
