package dev.tocsin.monitor;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What to look at: pure data. A [Prober] performs the look.
public sealed interface Probe {

    /// The target as a person would write it: a URL, a host and port, a name.
    String target();

    /// One HTTP exchange on a fresh connection. `follow` redirects are walked at most. `connectTo` dials another
    /// address and keeps name and SNI; `trust` is a PEM file of the only anchors to be trusted.
    ///
    /// Headers carry keys, and a URL may carry a password: neither is in the text of a probe, nor in its `target`.
    record Http(
            URI url,
            String method,
            Map<String, String> headers,
            HttpExpectation expect,
            int follow,
            Optional<HostAndPort> connectTo,
            Optional<Path> trust,
            HttpOptions options)
            implements Probe {

        /// How many redirects are walked when nothing is said.
        public static final int FOLLOW = 5;

        /// A look without anything out of the ordinary.
        public Http(
                URI url,
                String method,
                Map<String, String> headers,
                HttpExpectation expect,
                int follow,
                Optional<HostAndPort> connectTo,
                Optional<Path> trust) {
            this(url, method, headers, expect, follow, connectTo, trust, HttpOptions.PLAIN);
        }

        @Override
        public String target() {
            var user = url.getRawUserInfo();
            return user == null ? url.toString() : url.toString().replaceFirst(Pattern.quote(user + "@"), "");
        }

        @Override
        public String toString() {
            return "http " + target();
        }
    }

    /// Codes from `first` to `last`, both included.
    record StatusRange(int first, int last) {

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

    /// A host (a name, an IPv4 address or a bracketed IPv6 address) and a port from 1 to 65535.
    record HostAndPort(String host, int port) {
        private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s/@\\[\\]]+):(\\d{1,5})");

        /// Reads `host:port`.
        /// @throws IllegalArgumentException naming the value and the cure
        public static HostAndPort parse(String text) {
            var matcher = FORM.matcher(text.strip());
            var port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("\"" + text + "\" is no address, write HOST:PORT");
            }
            return new HostAndPort(matcher.group(1), port);
        }
    }
}
