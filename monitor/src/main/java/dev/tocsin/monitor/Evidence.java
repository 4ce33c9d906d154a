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
        Optional<Facts> facts,
        Optional<TlsFacts> tls,
        List<Check> checks) {

    /// One expectation and how it went. Texts are cut to 200 characters.
    public record Check(String name, boolean passed, String expected, String actual) {}

    /// The answer of a look by HTTP.
    public Optional<HttpFacts> http() {
        return facts.filter(HttpFacts.class::isInstance).map(HttpFacts.class::cast);
    }

    /// Nothing was reached: a look that ended before it began.
    public static Evidence none(Instant at) {
        return new Evidence(at, "", Timings.NONE, Optional.empty(), Optional.empty(), List.of());
    }

    /// The same without headers, body, dialogue, certificates and checks.
    Evidence brief() {
        return new Evidence(at, address, timings, http().map(HttpFacts::brief), Optional.empty(), List.of());
    }
}
