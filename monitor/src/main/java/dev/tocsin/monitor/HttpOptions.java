package dev.tocsin.monitor;

import dev.tocsin.config.Secret;
import dev.tocsin.monitor.Probe.HostAndPort;
import java.nio.file.Path;
import java.util.Optional;

/// What few monitors ask for in a look by HTTP. `body` is sent as UTF-8. Without `verify` any certificate is put up
/// with, and the evidence still says whether it is trusted. `proxy` is a plain HTTP proxy, through which https goes by
/// CONNECT. `body`, `auth` and `clientCertificate` are for the configured origin alone, wherever a redirect leads.
public record HttpOptions(
        Optional<Secret> body,
        Optional<Auth> auth,
        boolean verify,
        Optional<ClientCertificate> clientCertificate,
        Optional<HostAndPort> proxy,
        IpFamily ipFamily,
        HttpVersion version) {

    /// What a look does when nothing is said.
    public static final HttpOptions PLAIN = new HttpOptions(
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            IpFamily.ANY,
            HttpVersion.HTTP_1_1);

    /// Who we say we are.
    public sealed interface Auth {

        /// RFC 7617.
        record Basic(String user, Secret password) implements Auth {}

        /// RFC 6750.
        record Bearer(Secret token) implements Auth {}
    }

    /// A PEM file with our chain of certificates, leaf first, and one with its unencrypted PKCS #8 key; they may be the
    /// same file.
    public record ClientCertificate(Path certificate, Path key) {}

    /// Which addresses of a name are looked at.
    public enum IpFamily {
        /// The first that takes the connection.
        ANY,
        /// The same, of the IPv4 ones.
        IPV4,
        /// The same, of the IPv6 ones.
        IPV6,
        /// One of each family, at the same time; both must pass.
        BOTH,
        /// All of them, at the same time; every one must pass.
        EVERY_ADDRESS;

        /// Reads `any`, `4`, `6`, `both` or `every-address`.
        /// @throws IllegalArgumentException naming the value and the cure
        public static IpFamily parse(String text) {
            return switch (text.strip()) {
                case "any" -> ANY;
                case "4" -> IPV4;
                case "6" -> IPV6;
                case "both" -> BOTH;
                case "every-address" -> EVERY_ADDRESS;
                default ->
                    throw new IllegalArgumentException(
                            "\"" + text + "\" is no family of addresses, write any, 4, 6, both or every-address");
            };
        }
    }

    /// What is offered in the TLS handshake. Without TLS it is always HTTP/1.1.
    public enum HttpVersion {
        HTTP_1_1,
        /// HTTP/2 before HTTP/1.1: the server chooses. Costs each look a thread more.
        HTTP_2;

        /// Reads `1.1` or `2`.
        /// @throws IllegalArgumentException naming the value and the cure
        public static HttpVersion parse(String text) {
            return switch (text.strip()) {
                case "1.1" -> HTTP_1_1;
                case "2" -> HTTP_2;
                default ->
                    throw new IllegalArgumentException(
                            "\"" + text + "\" is no version of HTTP that is spoken here, write 1.1 or 2");
            };
        }
    }
}
