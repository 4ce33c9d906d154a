package dev.tocsin.monitor.probe.domain;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// IANA's list of registries, kept for a day. An older one still serves when a newer cannot be had: it hardly changes.
final class Bootstrap {

    /// Where IANA publishes the list for domains (RFC 9224, 3).
    static final URI IANA = URI.create("https://data.iana.org/rdap/dns.json");

    private static final Duration MEMORY = Duration.ofDays(1);

    private record Known(Registries registries, Instant since) {}

    private final URI source;
    private volatile Optional<Known> known = Optional.empty();

    Bootstrap(URI source) {
        this.source = source;
    }

    URI source() {
        return source;
    }

    /// The list, if it is not older than a day.
    Optional<Registries> fresh(Instant now) {
        return known.filter(last -> now.isBefore(last.since().plus(MEMORY))).map(Known::registries);
    }

    /// The list, however old.
    Optional<Registries> any() {
        return known.map(Known::registries);
    }

    void learn(Registries registries, Instant now) {
        known = Optional.of(new Known(registries, now));
    }
}
