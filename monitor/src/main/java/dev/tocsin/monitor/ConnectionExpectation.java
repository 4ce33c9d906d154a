package dev.tocsin.monitor;

import java.time.Duration;
import java.util.Optional;

/// What a connection must be like. A slower look than `within` is degraded, or failed when `slowIsDown`. `validFor` is
/// how long the server's certificate must be valid yet.
public record ConnectionExpectation(Optional<Duration> within, boolean slowIsDown, Optional<Duration> validFor) {

    /// Nothing but that the connection works.
    public static final ConnectionExpectation NOTHING =
            new ConnectionExpectation(Optional.empty(), false, Optional.empty());
}
