package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.posture.PostureSources;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// Reads `monitors:` and their `defaults:`.
public final class MonitorSettings {
    private static final String TLS = "tls";
    private static final Set<String> SAY_HOW = Set.of("tcp", "smtp", "imap");

    /// Each kind of monitor by the key that makes it one.
    private static final Map<String, BiFunction<Section, PostureSources, Probe>> KINDS = kinds();

    private static final int LONGEST_NAME = 100;
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

    private MonitorSettings() {}

    /// All monitors of the file. Faults are noted in `root`.
    public static List<Monitor> read(Section root) {
        return read(root, Set.of());
    }

    /// The same where a monitor may also depend on those named `elsewhere`.
    public static List<Monitor> read(Section root, Set<String> elsewhere) {
        var defaults = root.section("defaults");
        var defaultEvery = defaults.duration("every", SHORTEST, LONGEST);
        var defaultTimeout = defaults.duration("timeout", SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
        var defaultConfirm = confirmation(defaults.section("confirm"), Optional.empty());
        var vantages = new VantageSettings(root, defaults);
        var sources = PostureProbeSettings.sources(root);
        var names = new HashSet<String>();
        var sections = root.sections("monitors");
        var monitors = sections.stream()
                .map(section -> {
                    var name = section.parsed("name", MonitorSettings::name, "");
                    if (!names.add(name)) {
                        section.problem("name", "a second monitor is named \"" + name + "\"", "give each its own name");
                    }
                    var probe = probe(section, sources);
                    return new Monitor(
                            name,
                            probe,
                            every(section, probe, defaultEvery),
                            timeout(section, probe, defaultTimeout),
                            confirmation(section, probe, defaultConfirm),
                            section.texts("dependsOn"),
                            vantages.read(section, probe));
                })
                .toList();
        names.addAll(elsewhere);
        noteDangling(sections, names);
        HeartbeatProbeSettings.noteSameTokens(sections);
        return monitors;
    }

    /// A name of 1 to 100 characters, without control characters.
    /// @throws IllegalArgumentException naming the value and the cure
    public static String name(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the name is empty, write one that people know the target by");
        }
        if (text.codePointCount(0, text.length()) > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is too long for a name, write " + LONGEST_NAME + " characters at most");
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" has a line break or another control character, write it without");
        }
        return text;
    }

    private static void noteDangling(List<Section> sections, Set<String> names) {
        for (var section : sections) {
            for (var parent : section.texts("dependsOn")) {
                if (!names.contains(parent)) {
                    section.problem(
                            "dependsOn",
                            "there is no monitor \"" + parent + "\"",
                            "write one that stands under monitors:");
                } else if (parent.equals(section.text("name"))) {
                    section.problem("dependsOn", "\"" + parent + "\" depends on itself", "leave it out");
                }
            }
        }
    }

    private static Map<String, BiFunction<Section, PostureSources, Probe>> kinds() {
        var kinds = new LinkedHashMap<String, BiFunction<Section, PostureSources, Probe>>();
        kinds.put("http", (section, _) -> HttpProbeSettings.read(section));
        kinds.put("dns", (section, _) -> DnsProbeSettings.read(section));
        kinds.put("icmp", (section, _) -> IcmpProbeSettings.read(section));
        kinds.put("domain", (section, _) -> DomainProbeSettings.read(section));
        kinds.put("grpc", (section, _) -> GrpcProbeSettings.read(section));
        kinds.put("heartbeat", (section, _) -> HeartbeatProbeSettings.read(section));
        kinds.put("posture", PostureProbeSettings::read);
        kinds.put("tcp", (section, _) -> SocketProbeSettings.tcp(section));
        kinds.put("smtp", (section, _) -> SocketProbeSettings.smtp(section));
        kinds.put("imap", (section, _) -> SocketProbeSettings.imap(section));
        kinds.put("websocket", (section, _) -> SocketProbeSettings.webSocket(section));
        kinds.put(TLS, (section, _) -> SocketProbeSettings.tls(section));
        return kinds;
    }

    /// Who is asked as a favour is asked seldom, whatever the default for the others.
    private static Duration every(Section section, Probe probe, Duration usual) {
        if (probe instanceof Probe.Heartbeat) {
            return HeartbeatProbeSettings.EVERY;
        }
        if (probe instanceof Probe.Posture) {
            return section.optionalDuration("every", PostureProbeSettings.SHORTEST_EVERY, LONGEST)
                    .orElse(PostureProbeSettings.USUAL_EVERY);
        }
        return probe instanceof Probe.Domain
                ? section.optionalDuration("every", Probe.Domain.SHORTEST_EVERY, LONGEST)
                        .orElse(Probe.Domain.USUAL_EVERY)
                : section.optionalDuration("every", SHORTEST, LONGEST).orElse(usual);
    }

    /// Much is done in one look at posture: it has longer, whatever the default for the others.
    private static Duration timeout(Section section, Probe probe, Duration usual) {
        return probe instanceof Probe.Posture
                ? section.optionalDuration("timeout", PostureProbeSettings.SHORTEST_TIMEOUT, LONGEST_TIMEOUT)
                        .orElse(PostureProbeSettings.USUAL_TIMEOUT)
                : section.optionalDuration("timeout", SHORTEST_TIMEOUT, LONGEST_TIMEOUT)
                        .orElse(usual);
    }

    private static Confirmation confirmation(Section section, Probe probe, Confirmation usual) {
        if (probe instanceof Probe.Heartbeat) {
            return HeartbeatProbeSettings.CONFIRMATION;
        }
        return probe instanceof Probe.Posture && !section.has("confirm")
                ? PostureProbeSettings.CONFIRMATION
                : section.optionalSection("confirm")
                        .map(confirm -> confirmation(confirm, Optional.of(usual)))
                        .orElse(usual);
    }

    private static Confirmation confirmation(Section section, Optional<Confirmation> defaults) {
        var recheck = section.optionalDuration("recheck", Duration.ofSeconds(1), LONGEST);
        return new Confirmation(
                count(section, "down", defaults.map(Confirmation::down)),
                count(section, "up", defaults.map(Confirmation::up)),
                recheck.or(() -> defaults.map(Confirmation::recheck)).orElse(SHORTEST));
    }

    private static int count(Section section, String key, Optional<Integer> otherwise) {
        return section.has(key) || otherwise.isEmpty() ? section.number(key, 1, 20) : otherwise.get();
    }

    /// The kinds that `section` names. Beside one of [#SAY_HOW], `tls` is no kind but says how that one is encrypted.
    private static List<String> kinds(Section section) {
        var named = KINDS.keySet().stream().filter(section::has).toList();
        return named.stream().anyMatch(SAY_HOW::contains)
                ? named.stream().filter(kind -> !kind.equals(TLS)).toList()
                : named;
    }

    private static Probe probe(Section section, PostureSources sources) {
        var kinds = kinds(section);
        if (kinds.isEmpty()) {
            section.problem("", "the monitor has nothing to look at", "add http: https://… or another kind");
        }
        for (var more : kinds.stream().skip(1).toList()) {
            section.problem(
                    more,
                    "a monitor looks at one thing, and this one has " + kinds.getFirst() + " already",
                    "make it a monitor of its own");
        }
        return Objects.requireNonNull(KINDS.get(kinds.isEmpty() ? "http" : kinds.getFirst()))
                .apply(section, sources);
    }
}
