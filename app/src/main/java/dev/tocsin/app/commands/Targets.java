package dev.tocsin.app.commands;

import dev.tocsin.monitor.ConnectionExpectation;
import dev.tocsin.monitor.DialogueStep;
import dev.tocsin.monitor.Endpoint;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.HttpExpectation.StatusRange;
import dev.tocsin.monitor.MailTls;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.Dns.Answer;
import dev.tocsin.monitor.Probe.Dns.RecordType;
import dev.tocsin.monitor.Probe.Dns.Transport;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.Probe.Pace;
import dev.tocsin.monitor.Regex;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads a target of the command line: its scheme says what kind of look is meant.
final class Targets {

    /// What the options say of the look; a kind refuses those that mean nothing to it.
    record Options(
            List<StatusRange> status,
            List<String> contains,
            List<Pattern> matches,
            Optional<Duration> within,
            Optional<HostAndPort> connectTo,
            Optional<Path> trust) {}

    private static final Map<String, BiFunction<URI, Options, Probe>> SCHEMES = schemes();
    private static final Pattern MAIL_TLS = Pattern.compile("tls=(none|starttls|implicit)");
    /// As the configuration has them where nothing is said.
    private static final int ECHOES = 3;

    private static final int MOST_LOSS = 50;
    private static final Duration WARN_WITHIN = Duration.ofDays(30);
    private static final Duration FAIL_WITHIN = Duration.ofDays(7);

    private static final String EXAMPLE = "https://shop.example.com/";

    private Targets() {}

    private static Map<String, BiFunction<URI, Options, Probe>> schemes() {
        var schemes = new LinkedHashMap<String, BiFunction<URI, Options, Probe>>();
        schemes.put("https", Targets::http);
        schemes.put("http", Targets::http);
        schemes.put("tcp", Targets::tcp);
        schemes.put("tls", Targets::tls);
        schemes.put("smtp", (uri, options) -> smtp(uri, 25, MailTls.STARTTLS, options));
        schemes.put("smtps", (uri, options) -> smtp(uri, 465, MailTls.IMPLICIT, options));
        schemes.put("imap", (uri, options) -> imap(uri, 143, MailTls.STARTTLS, options));
        schemes.put("imaps", (uri, options) -> imap(uri, 993, MailTls.IMPLICIT, options));
        schemes.put("ws", Targets::webSocket);
        schemes.put("wss", Targets::webSocket);
        schemes.put("dns", Targets::dns);
        schemes.put("icmp", Targets::icmp);
        schemes.put("grpc", Targets::grpc);
        schemes.put("domain", Targets::domain);
        return schemes;
    }

    /// The probe of `text`; without a scheme, https is meant.
    static Probe read(String text, Options options) {
        var uri = uri(text);
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        var kind = SCHEMES.get(scheme);
        if (kind == null) {
            throw refusal("\"" + text + "\" cannot be looked at, write it like " + EXAMPLE + " or begin it with "
                    + String.join("://, ", SCHEMES.keySet()) + "://");
        }
        if (uri.getHost() == null) {
            throw refusal("\"" + text + "\" names no host, write it like " + EXAMPLE);
        }
        return kind.apply(uri, options);
    }

    private static URI uri(String text) {
        try {
            return new URI(text.contains("://") ? text : "https://" + text);
        } catch (URISyntaxException fault) {
            throw refusal("\"" + text + "\" is no URL (" + fault.getReason() + "), write it like " + EXAMPLE);
        }
    }

    private static Probe http(URI uri, Options options) {
        var expectation = new HttpExpectation(
                options.status().isEmpty() ? HttpExpectation.ANY_SUCCESS.status() : options.status(),
                options.contains(),
                options.matches().stream().map(Regex::of).toList(),
                List.of(),
                options.within(),
                true);
        return new Probe.Http(
                withPath(uri), "GET", Map.of(), expectation, Probe.Http.FOLLOW, options.connectTo(), options.trust());
    }

    private static Probe tcp(URI uri, Options options) {
        if (uri.getPort() == -1) {
            throw refusal("\"" + uri + "\" names no port, write it like tcp://db.example.com:5432");
        }
        refuseStatus(uri, options);
        return new Probe.Tcp(endpoint(uri, uri.getPort(), options), false, steps(options), expectation(options));
    }

    private static Probe tls(URI uri, Options options) {
        refuseText(uri, options);
        return new Probe.Tls(endpoint(uri, 443, options), expectation(options));
    }

    private static Probe smtp(URI uri, int port, MailTls tls, Options options) {
        refuseText(uri, options);
        return new Probe.Smtp(endpoint(uri, port, options), mailTls(uri, tls), expectation(options));
    }

    private static Probe imap(URI uri, int port, MailTls tls, Options options) {
        refuseText(uri, options);
        return new Probe.Imap(endpoint(uri, port, options), mailTls(uri, tls), expectation(options));
    }

    private static Probe webSocket(URI uri, Options options) {
        refuseStatus(uri, options);
        var named = Probe.WebSocket.address(uri);
        var address = address(uri, named.port());
        return new Probe.WebSocket(
                withPath(uri), Map.of(), steps(options), expectation(options), endpoint(address, options));
    }

    /// `dns://NAME`, or `dns://SERVER/NAME` as in RFC 4501, and the type of the record in the query.
    private static Probe dns(URI uri, Options options) {
        refuseAllButWithin(uri, options);
        var path = path(uri);
        return new Probe.Dns(
                path.isEmpty() ? uri.getHost() : path,
                recordType(uri),
                path.isEmpty() ? Optional.empty() : Optional.of(address(uri, uri.getPort() == -1 ? 53 : uri.getPort())),
                Transport.UDP,
                Optional.empty(),
                Optional.empty(),
                Answer.ANY_RECORD,
                pace(options));
    }

    private static RecordType recordType(URI uri) {
        var named = Stream.of(RecordType.values())
                .filter(type -> ("type=" + type).equalsIgnoreCase(uri.getQuery()))
                .findFirst();
        if (named.isEmpty() && uri.getQuery() != null) {
            throw refusal("\"?" + uri.getQuery() + "\" names no type of record, write it like ?type=MX");
        }
        return named.orElse(RecordType.A);
    }

    private static Probe icmp(URI uri, Options options) {
        refuseAllButWithin(uri, options);
        return new Probe.Icmp(bareHost(uri), ECHOES, MOST_LOSS, pace(options));
    }

    /// `grpc://HOST:PORT/SERVICE`, over TLS unless the query says `tls=none`.
    private static Probe grpc(URI uri, Options options) {
        refuseText(uri, options);
        refuseConnectTo(uri, options);
        if (uri.getQuery() != null && !uri.getQuery().equals("tls=none")) {
            throw refusal("\"?" + uri.getQuery() + "\" says nothing of a gRPC server, write it like ?tls=none");
        }
        return new Probe.Grpc(
                address(uri, uri.getPort() == -1 ? 443 : uri.getPort()),
                path(uri),
                uri.getQuery() != null,
                Optional.empty(),
                options.trust(),
                pace(options));
    }

    private static Probe domain(URI uri, Options options) {
        refuseText(uri, options);
        refuseConnectTo(uri, options);
        if (options.within().isPresent()) {
            throw refusal("--within says nothing of \"" + uri + "\", leave it out");
        }
        return new Probe.Domain(uri.getHost(), Optional.empty(), WARN_WITHIN, FAIL_WITHIN, options.trust());
    }

    private static String path(URI uri) {
        return uri.getPath().replaceFirst("^/", "");
    }

    private static String bareHost(URI uri) {
        return uri.getHost().replaceAll("[\\[\\]]", "");
    }

    private static Pace pace(Options options) {
        return new Pace(options.within(), true);
    }

    private static Endpoint endpoint(URI uri, int port, Options options) {
        return endpoint(address(uri, uri.getPort() == -1 ? port : uri.getPort()), options);
    }

    private static HostAndPort address(URI uri, int port) {
        if (port < 1 || port > 65_535) {
            throw refusal("\"" + uri + "\" names no port from 1 to 65535, write it like tls://shop.example.com:443");
        }
        return new HostAndPort(uri.getHost(), port);
    }

    private static Endpoint endpoint(HostAndPort address, Options options) {
        return new Endpoint(address, options.connectTo(), Optional.empty(), options.trust());
    }

    private static ConnectionExpectation expectation(Options options) {
        return new ConnectionExpectation(options.within(), true, Optional.empty());
    }

    private static MailTls mailTls(URI uri, MailTls otherwise) {
        if (uri.getQuery() == null) {
            return otherwise;
        }
        var named = MAIL_TLS.matcher(uri.getQuery());
        if (!named.matches()) {
            throw refusal("\"?" + uri.getQuery()
                    + "\" says nothing of a mail server, write it like ?tls=none, ?tls=starttls " + "or ?tls=implicit");
        }
        return MailTls.valueOf(named.group(1).toUpperCase(Locale.ROOT));
    }

    /// All that must be in what the peer says, in this order.
    private static List<DialogueStep> steps(Options options) {
        var texts = options.contains().stream().map(text -> Pattern.compile(text, Pattern.LITERAL));
        return Stream.concat(texts, options.matches().stream())
                .<DialogueStep>map(pattern -> new DialogueStep.Expect(Regex.of(pattern)))
                .toList();
    }

    private static URI withPath(URI uri) {
        return uri.getRawPath().isEmpty() ? uri.resolve("/") : uri;
    }

    private static void refuseStatus(URI uri, Options options) {
        if (!options.status().isEmpty()) {
            throw refusal("--expect-status says nothing of \"" + uri + "\", leave it out");
        }
    }

    private static void refuseText(URI uri, Options options) {
        refuseStatus(uri, options);
        if (!options.contains().isEmpty() || !options.matches().isEmpty()) {
            throw refusal("--contains and --matches say nothing of \"" + uri + "\", leave them out");
        }
    }

    private static void refuseConnectTo(URI uri, Options options) {
        if (options.connectTo().isPresent()) {
            throw refusal("--connect-to says nothing of \"" + uri + "\", leave it out");
        }
    }

    private static void refuseAllButWithin(URI uri, Options options) {
        refuseText(uri, options);
        refuseConnectTo(uri, options);
        if (options.trust().isPresent()) {
            throw refusal("--ca says nothing of \"" + uri + "\", leave it out");
        }
    }

    private static Refusal refusal(String text) {
        return new Refusal(Exit.USAGE, text);
    }
}
