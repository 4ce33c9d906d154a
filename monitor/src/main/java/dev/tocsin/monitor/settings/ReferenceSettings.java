package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.HttpExpectation.StatusRange;
import dev.tocsin.monitor.Probe;
import java.net.URI;
import java.net.URISyntaxException;
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
        return root.parsedList("references", ReferenceSettings::url).stream()
                .map(url -> new Probe.Http(url, "GET", Map.of(), ANY_ANSWER, 0, Optional.empty(), Optional.empty()))
                .toList();
    }

    private static URI url(String text) {
        try {
            var url = new URI(text.strip());
            if (url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException fault) {
            throw new IllegalArgumentException(noUrl(text), fault);
        }
        throw new IllegalArgumentException(noUrl(text));
    }

    private static String noUrl(String text) {
        return "\"" + text + "\" is no URL of a reference, write one such as https://www.example.org/";
    }
}
