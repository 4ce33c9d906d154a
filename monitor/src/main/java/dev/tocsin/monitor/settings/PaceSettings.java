package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.Probe.Pace;
import java.time.Duration;

/// Reads how long an answer may take.
final class PaceSettings {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private PaceSettings() {}

    static Pace read(Section expect) {
        return new Pace(
                expect.optionalDuration("within", SHORTEST, LONGEST),
                expect.has("slowIsDown") && expect.flag("slowIsDown"));
    }
}
