package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.HttpExpectation.StatusRange;
import dev.tocsin.monitor.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `references:`, the places elsewhere that should always answer. Whatever they answer shows that we see.
public final class ReferenceSettings {
    private static final HttpExpectation ANY_ANSWER = new HttpExpectation(
            List.of(new StatusRange(100, 599)), List.of(), List.of(), List.of(), Optional.<Duration>empty(), false);

    private ReferenceSettings() {}

    /// All references of the file. Faults are noted in `root`.
    public static List<Probe.Http> read(Section root) {
        return root.urls("references", "http", "https").stream()
                .map(url -> new Probe.Http(url, "GET", Map.of(), ANY_ANSWER, 0, Optional.empty(), Optional.empty()))
                .toList();
    }
}
