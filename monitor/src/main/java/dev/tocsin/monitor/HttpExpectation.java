package dev.tocsin.monitor;

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
        List<Regex> matches,
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
            List<Regex> matches,
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

    /// Codes from `first` to `last`, both included.
    public record StatusRange(int first, int last) {

        public StatusRange {
            if (first > last) {
                throw new IllegalArgumentException("the range " + first + "-" + last
                        + " runs backwards and holds no status, write " + last + "-" + first);
            }
        }

        /// Reads `200` or `200-299`.
        /// @throws IllegalArgumentException naming the value and the cure
        public static StatusRange parse(String text) {
            var matcher =
                    Pattern.compile("([1-5]\\d\\d)(?:\\s*-\\s*([1-5]\\d\\d))?").matcher(text.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is no status, write a code such as 200 or a range such as 200-299");
            }
            var first = Integer.parseInt(matcher.group(1));
            var last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            return new StatusRange(first, last);
        }

        public boolean holds(int status) {
            return first <= status && status <= last;
        }

        @Override
        public String toString() {
            return first == last ? "" + first : first + "-" + last;
        }
    }
}
