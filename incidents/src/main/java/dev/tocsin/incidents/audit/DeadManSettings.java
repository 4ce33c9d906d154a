package dev.tocsin.incidents.audit;

import dev.tocsin.config.Secret;
import dev.tocsin.config.Section;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Where a sign of life goes, and how often: `deadMan` of the settings. The address is a secret, because whoever
/// knows it can say that we live.
public record DeadManSettings(Secret url, Duration every) {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(1);

    public DeadManSettings {
        if (!isUrl(url.reveal())) {
            throw new IllegalArgumentException("the url of deadMan is no address of a server, write https://…");
        }
    }

    /// Empty where the settings have none; what is wrong becomes a problem of the section.
    public static Optional<DeadManSettings> read(Section root) {
        return root.optionalSection("deadMan").flatMap(DeadManSettings::of);
    }

    private static Optional<DeadManSettings> of(Section section) {
        var url = section.secret("url");
        var every = section.duration("every", SHORTEST, LONGEST);
        if (isUrl(url.reveal())) {
            return Optional.of(new DeadManSettings(url, every));
        }
        if (!url.reveal().isEmpty()) {
            section.problem("url", "no address of a server", "write it whole, like https://alive.example.com/…");
        }
        return Optional.empty();
    }

    URI address() {
        return URI.create(url.reveal());
    }

    /// The server without what is secret, for people.
    String place() {
        var address = address();
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    private static boolean isUrl(String text) {
        try {
            var url = URI.create(text);
            return url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
