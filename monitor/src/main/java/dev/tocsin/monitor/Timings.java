package dev.tocsin.monitor;

import java.time.Duration;
import java.util.Optional;

/// How long each phase of a look took; empty where the phase did not happen. `request` is the writing of the request,
/// `firstByte` the wait after it for the answer to begin, until its headers have come, `transfer` the reading of the
/// body. A look that was broken off has the time until then in its last phase. After redirects the phases are those of
/// the last hop; `total` spans the whole look.
public record Timings(
        Optional<Duration> resolve,
        Optional<Duration> connect,
        Optional<Duration> tls,
        Optional<Duration> request,
        Optional<Duration> firstByte,
        Optional<Duration> transfer,
        Duration total) {

    public static final Timings NONE = new Timings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO);
}
