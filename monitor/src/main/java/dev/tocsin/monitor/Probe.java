package dev.tocsin.monitor;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
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
            return withoutUser(url);
        }

        @Override
        public String toString() {
            return "http " + target();
        }
    }

    /// A probe that talks over a connection of its own.
    sealed interface OverSocket extends Probe {

        Endpoint endpoint();

        ConnectionExpectation expect();
    }

    /// A connection over TCP, in `tls` if wanted, and what is said over it: nothing when there are no `steps`.
    record Tcp(Endpoint endpoint, boolean tls, List<DialogueStep> steps, ConnectionExpectation expect)
            implements OverSocket {

        @Override
        public String target() {
            return endpoint.address().toString();
        }
    }

    /// A TLS handshake and nothing more, for the sake of the certificates.
    record Tls(Endpoint endpoint, ConnectionExpectation expect) implements OverSocket {

        @Override
        public String target() {
            return endpoint.address().toString();
        }
    }

    /// A mail server's greeting, what it says of itself, its certificate, and good-bye. No mail is sent.
    record Smtp(Endpoint endpoint, MailTls tls, ConnectionExpectation expect) implements OverSocket {

        @Override
        public String target() {
            return endpoint.address().toString();
        }
    }

    /// A mailbox server's greeting, its capabilities, its certificate, and good-bye. Nobody signs in.
    record Imap(Endpoint endpoint, MailTls tls, ConnectionExpectation expect) implements OverSocket {

        @Override
        public String target() {
            return endpoint.address().toString();
        }
    }

    /// The upgrade of a `ws` or `wss` address, and what is said after it: nothing when there are no `steps`. Headers
    /// and a password in the URL are in no text of it, as for [Http].
    record WebSocket(
            URI url,
            Map<String, String> headers,
            List<DialogueStep> steps,
            ConnectionExpectation expect,
            Endpoint endpoint)
            implements OverSocket {

        public WebSocket {
            if (!url.toString().matches("(?i)wss?://.*") || url.getHost() == null) {
                throw new IllegalArgumentException(
                        "\"" + url + "\" is no WebSocket, write it like wss://shop.example.com/feed");
            }
        }

        /// Where `url` leads, on port 443 for wss and 80 for ws unless it names another.
        public static HostAndPort address(URI url) {
            var port = isEncrypted(url) ? 443 : 80;
            return new HostAndPort(url.getHost(), url.getPort() == -1 ? port : url.getPort());
        }

        private static boolean isEncrypted(URI url) {
            return "wss".equalsIgnoreCase(url.getScheme());
        }

        public boolean isEncrypted() {
            return isEncrypted(url);
        }

        @Override
        public String target() {
            return withoutUser(url);
        }

        @Override
        public String toString() {
            return "websocket " + target();
        }
    }

    private static String withoutUser(URI url) {
        var user = url.getRawUserInfo();
        return user == null ? url.toString() : url.toString().replaceFirst(Pattern.quote(user + "@"), "");
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

        public HostAndPort {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port " + port + " is out of range, write one from 1 to 65535");
            }
        }

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

        /// The host without the brackets of an IPv6 address.
        public String bareHost() {
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
