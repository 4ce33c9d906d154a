package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import java.util.Map;
import java.util.Set;

/// Reads the headers of a request. Any of them may carry a key, so they are secrets, but for these.
final class HeaderSettings {
    private static final Set<String> OPEN = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "cache-control",
            "content-type",
            "host",
            "origin",
            "pragma",
            "referer",
            "user-agent");

    private HeaderSettings() {}

    static Map<String, String> read(Section section) {
        return section.secretEntries("headers", OPEN);
    }
}
