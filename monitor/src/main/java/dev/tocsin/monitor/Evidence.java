package dev.tocsin.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The facts of one look, kept so that a person can see for themselves. `at` is when the look began; `address` the IP
/// address and port dialled, empty when none was reached.
public record Evidence(
        Instant at,
        String address,
        Timings timings,
        Optional<HttpFacts> http,
        Optional<TlsFacts> tls,
        List<Check> checks) {

    /// One expectation and how it went. Texts are cut to 200 characters.
    public record Check(String name, boolean passed, String expected, String actual) {}

    /// Nothing was reached: a look that ended before it began.
    public static Evidence none(Instant at) {
        return new Evidence(at, "", Timings.NONE, Optional.empty(), Optional.empty(), List.of());
    }
}
