package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.Expectation;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.Probe.StatusRange;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads a monitor that looks at a web address.
final class HttpProbeSettings {
    private static final Duration LONGEST_WITHIN = Duration.ofMinutes(1);

    private HttpProbeSettings() {}

    static Probe.Http read(Section section) {
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
                body.parsedList("matches", HttpProbeSettings::pattern),
                body.texts("absent"),
                expect.optionalDuration("within", Duration.ofMillis(1), LONGEST_WITHIN),
                expect.has("slowIsDown") && expect.flag("slowIsDown"));
    }

    static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException fault) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no regular expression (" + fault.getDescription() + "), mend or quote it");
        }
    }
}
