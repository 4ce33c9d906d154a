package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.Probe;
import java.time.Duration;

/// Reads a monitor that asks a registry about a domain.
final class DomainProbeSettings {
    private static final Duration LONGEST = Duration.ofDays(365);

    private DomainProbeSettings() {}

    static Probe.Domain read(Section section) {
        var expect = section.section("expect");
        var warn = expect.duration("warnWithin", Duration.ZERO, LONGEST);
        var fail = expect.duration("failWithin", Duration.ZERO, LONGEST);
        if (fail.compareTo(warn) > 0) {
            expect.problem(
                    "failWithin",
                    "it fails before it warns: failWithin is longer than warnWithin",
                    "make failWithin the shorter of the two");
        }
        return new Probe.Domain(
                section.text("domain"),
                section.optionalUrl("server", "https", "http"),
                warn,
                fail,
                section.optionalPath("trust"));
    }
}
