package dev.tocsin.monitor;

import dev.tocsin.config.Secret;
import dev.tocsin.monitor.posture.PostureMeasure;
import dev.tocsin.monitor.posture.name.WebUrl;
import dev.tocsin.monitor.rhythm.Rhythm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What to look at: pure data. A [Prober] performs the look.
public sealed interface Probe {

    /// The target as a person would write it: a URL, a host and port, a name.
    String target();

    /// The host that bears the load of looking. Looks at one host are limited, whatever they are.
    default String host() {
        return target();
    }

    /// Whether an agent in another place can look at it too. What waits to be called, or keeps to the server for
    /// another reason, cannot.
    default boolean travels() {
        return true;
    }

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
            return ShownUrl.of(url);
        }

        @Override
        public String toString() {
            return "http " + target();
        }

        @Override
        public String host() {
            return connectTo.map(HostAndPort::host).orElse(url.getHost());
        }
    }

    /// A probe that talks over a connection of its own.
    sealed interface OverSocket extends Probe {
        Endpoint endpoint();

        ConnectionExpectation expect();

        @Override
        default String target() {
            return endpoint().address().toString();
        }
    }

    /// A connection over TCP, in `tls` if wanted, and what is said over it: nothing when there are no `steps`.
    record Tcp(Endpoint endpoint, boolean tls, List<DialogueStep> steps, ConnectionExpectation expect)
            implements OverSocket {}

    /// A TLS handshake and nothing more, for the sake of the certificates.
    record Tls(Endpoint endpoint, ConnectionExpectation expect) implements OverSocket {}

    /// A mail server's greeting, what it says of itself, its certificate, and good-bye. No mail is sent.
    record Smtp(Endpoint endpoint, MailTls tls, ConnectionExpectation expect) implements OverSocket {}

    /// A mailbox server's greeting, its capabilities, its certificate, and good-bye. Nobody signs in.
    record Imap(Endpoint endpoint, MailTls tls, ConnectionExpectation expect) implements OverSocket {}

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
            var port = "wss".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
            return new HostAndPort(url.getHost(), url.getPort() == -1 ? port : url.getPort());
        }

        public boolean isEncrypted() {
            return "wss".equalsIgnoreCase(url.getScheme());
        }

        @Override
        public String target() {
            return ShownUrl.of(url);
        }

        @Override
        public String toString() {
            return "websocket " + target();
        }
    }

    /// One question to a name server: `name` and `type`. Without a `server` the resolvers of this machine are
    /// asked. Over TLS the certificate must be for `serverName`, or else for the server as it is written.
    record Dns(
            String name,
            RecordType type,
            Optional<HostAndPort> server,
            Transport transport,
            Optional<String> serverName,
            Optional<Path> trust,
            Answer expect,
            Pace pace)
            implements Probe {

        /// The kinds of record that can be asked for.
        public enum RecordType {
            A,
            AAAA,
            MX,
            TXT,
            CNAME,
            NS,
            SOA,
            CAA,
            SRV,
            PTR
        }

        /// How the question travels. An answer that does not fit UDP is fetched over TCP (RFC 7766).
        public enum Transport {
            UDP,
            TCP,
            TLS
        }

        /// What must be in the answer: one of the `rcodes`, all of `values` (and nothing else with `only`), a serial of
        /// the zone that is `serial` or later, the flag "authoritative answer".
        public record Answer(
                List<String> rcodes, List<String> values, boolean only, Optional<Long> serial, boolean authoritative) {

            /// What is expected when nothing is said: NOERROR, and at least one record.
            public static final Answer ANY_RECORD =
                    new Answer(List.of("NOERROR"), List.of(), false, Optional.empty(), false);
        }

        @Override
        public String target() {
            return name + " " + type + server.map(asked -> " at " + asked).orElse("");
        }
    }

    /// `count` echo requests (ping) to `host`, a name or an address. Fails when more than `maxLoss` percent of
    /// them stay without an answer; [Pace] speaks of the mean round trip.
    record Icmp(String host, int count, int maxLoss, Pace pace) implements Probe {

        @Override
        public String target() {
            return host;
        }
    }

    /// How long a domain stays registered, asked of its registry by RDAP (RFC 9082, RFC 9083). Without a `server` it is
    /// found in IANA's list (RFC 9224). Less than `warnWithin` left is degraded, less than `failWithin` has failed.
    record Domain(String name, Optional<URI> server, Duration warnWithin, Duration failWithin, Optional<Path> trust)
            implements Probe {

        /// Registries answer for nothing, and what they answer changes once a year.
        public static final Duration SHORTEST_EVERY = Duration.ofHours(1);
        public static final Duration USUAL_EVERY = Duration.ofHours(12);

        @Override
        public String target() {
            return name;
        }
    }

    /// One call of `grpc.health.v1.Health/Check` for `service`, where the empty name stands for the whole server.
    /// `serverName` stands for the host in TLS and in `:authority`.
    record Grpc(
            HostAndPort address,
            String service,
            boolean plaintext,
            Optional<String> serverName,
            Optional<Path> trust,
            Pace pace)
            implements Probe {

        @Override
        public String target() {
            return address + (service.isEmpty() ? "" : "/" + service);
        }
    }

    /// A job that calls us in its `rhythm`. It has failed when it is late by more than `grace`, when a run takes
    /// longer than `maxRun`, or when it says so. `name` is its monitor's; without a `token` we make one.
    record Heartbeat(String name, Rhythm rhythm, Duration grace, Duration maxRun, Optional<Secret> token)
            implements Probe {

        @Override
        public String target() {
            return "calls of " + name;
        }

        @Override
        public boolean travels() {
            return false;
        }
    }

    /// What a site serves, on every address of it, held against what its owner declared. What was seen before
    /// is known to the server alone.
    record Posture(WebUrl url, Optional<HostAndPort> connectTo, PostureMeasure measure) implements Probe {
        @Override
        public String target() {
            return url.toString();
        }

        @Override
        public String host() {
            return connectTo.map(HostAndPort::host).orElse(url.host());
        }

        @Override
        public boolean travels() {
            return false;
        }
    }

    /// How long an answer may take: a slower one than `within` is degraded, or failed when `slowIsDown`.
    record Pace(Optional<Duration> within, boolean slowIsDown) {
        public static final Pace ANY = new Pace(Optional.empty(), false);
    }

    /// A host (a name, an IPv4 address or a bracketed IPv6 address) and a port from 1 to 65535.
    record HostAndPort(String host, int port) {
        public HostAndPort {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port " + port + " is out of range, write one from 1 to 65535");
            }
        }

        /// Reads `host:port`; throws an [IllegalArgumentException] that names the value and the cure.
        public static HostAndPort parse(String text) {
            return HostAndPortText.parse(text);
        }

        /// Reads the same, or a host alone, which may be an IPv6 address without brackets.
        public static HostAndPort parse(String text, int usualPort) {
            return HostAndPortText.parse(text, usualPort);
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
