package dev.tocsin.monitor;

import dev.tocsin.monitor.Probe.StatusRange;
import dev.tocsin.monitor.json.JsonExpectation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// What an HTTP answer must be like. A slower answer than `within` is degraded, or failed when `slowIsDown`.
/// `maxBytes` counts the body after decompression.
public record HttpExpectation(
        List<StatusRange> status,
        List<String> contains,
        List<Pattern> matches,
        List<String> absent,
        Optional<Duration> within,
        boolean slowIsDown,
        List<JsonExpectation> json,
        List<HeaderExpectation> headers,
        Set<Trait> traits,
        OptionalInt maxBytes) {

    /// How the answer must have come.
    public enum Trait {
        /// By HTTP/2, negotiated in the TLS handshake.
        HTTP2,
        /// Over TLS 1.3.
        TLS13,
        /// With a `Content-Encoding`; gzip is offered.
        COMPRESSED
    }

    /// What is expected when nothing is said: any status from 200 to 299.
    public static final HttpExpectation ANY_SUCCESS = new HttpExpectation(
            List.of(new StatusRange(200, 299)), List.of(), List.of(), List.of(), Optional.empty(), false);

    /// What can be expected of any answer: its status, its text and its time.
    public HttpExpectation(
            List<StatusRange> status,
            List<String> contains,
            List<Pattern> matches,
            List<String> absent,
            Optional<Duration> within,
            boolean slowIsDown) {
        this(
                status,
                contains,
                matches,
                absent,
                within,
                slowIsDown,
                List.of(),
                List.of(),
                Set.of(),
                OptionalInt.empty());
    }

    /// Whether the body must be read as text.
    public boolean readsText() {
        return !(contains.isEmpty() && matches.isEmpty() && absent.isEmpty() && json.isEmpty());
    }
}
