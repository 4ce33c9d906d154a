package dev.tocsin.monitor;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.Probe.Expectation;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.Probe.StatusRange;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads `monitors:` and their `defaults:`.
public final class MonitorSettings {
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

    private MonitorSettings() {}

    /// All monitors of the file. Faults are noted in `root`.
    public static List<Monitor> read(Section root) {
        var defaults = root.section("defaults");
        var defaultEvery = defaults.duration("every", SHORTEST, LONGEST);
        var defaultTimeout = defaults.duration("timeout", SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
        var defaultConfirm = confirmation(defaults.section("confirm"), Optional.empty());
        var names = new HashSet<String>();
        return root.sections("monitors").stream()
                .map(section -> {
                    var name = section.text("name");
                    if (!names.add(name)) {
                        section.problem("name", "a second monitor is named \"" + name + "\"", "give each its own name");
                    }
                    return new Monitor(
                            name,
                            probe(section),
                            section.optionalDuration("every", SHORTEST, LONGEST).orElse(defaultEvery),
                            section.optionalDuration("timeout", SHORTEST_TIMEOUT, LONGEST_TIMEOUT)
                                    .orElse(defaultTimeout),
                            section.optionalSection("confirm")
                                    .map(confirm -> confirmation(confirm, Optional.of(defaultConfirm)))
                                    .orElse(defaultConfirm));
                })
                .toList();
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

    private static Probe probe(Section section) {
        if (!section.has("http")) {
            section.problem("", "the monitor has nothing to look at", "add http: https://…");
        }
        return http(section);
    }

    private static Probe.Http http(Section section) {
        var url = section.optionalUrl("http", "http", "https").orElse(URI.create("http://nowhere.invalid/"));
        return new Probe.Http(
                url,
                section.optionalText("method").orElse("GET"),
                section.entries("headers"),
                expectation(section.section("expect")),
                section.has("follow") ? section.number("follow", 0, 20) : Probe.Http.FOLLOW,
                section.optionalText("connectTo").isEmpty()
                        ? Optional.empty()
                        : Optional.of(section.parsed("connectTo", HostAndPort::parse, new HostAndPort("localhost", 1))),
                section.optionalPath("trust"));
    }

    private static Expectation expectation(Section expect) {
        var body = expect.section("body");
        var status = expect.parsedList("status", StatusRange::parse);
        return new Expectation(
                status.isEmpty() ? Expectation.ANY_SUCCESS.status() : status,
                body.texts("contains"),
                body.parsedList("matches", MonitorSettings::pattern),
                body.texts("absent"),
                expect.optionalDuration("within", Duration.ofMillis(1), LONGEST_TIMEOUT),
                expect.has("slowIsDown") && expect.flag("slowIsDown"));
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException fault) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no regular expression (" + fault.getDescription() + "), mend or quote it");
        }
    }
}
