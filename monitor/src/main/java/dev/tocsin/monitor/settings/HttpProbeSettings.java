package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.HttpExpectation.Trait;
import dev.tocsin.monitor.HttpOptions;
import dev.tocsin.monitor.HttpOptions.Auth;
import dev.tocsin.monitor.HttpOptions.ClientCertificate;
import dev.tocsin.monitor.HttpOptions.HttpVersion;
import dev.tocsin.monitor.HttpOptions.IpFamily;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.HostAndPort;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a monitor that looks at a web address.
final class HttpProbeSettings {
    private static final int MOST_REDIRECTS = 20;
    private static final Pattern METHOD = Pattern.compile("[A-Za-z][A-Za-z-]{0,31}");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

    private HttpProbeSettings() {}

    static Probe.Http read(Section section) {
        var url = section.optionalUrl("http", "http", "https").orElse(URI.create("http://nowhere.invalid/"));
        var expect = HttpExpectationSettings.read(section.section("expect"));
        var connectTo = section.optionalParsed("connectTo", HostAndPort::parse);
        var trust = section.optionalPath("trust");
        var options = options(section, expect);
        var method = section.optionalParsed("method", HttpProbeSettings::method)
                .orElse(options.body().isPresent() ? "POST" : "GET");
        if (options.body().isPresent() && WITHOUT_BODY.contains(method)) {
            section.problem("body", method + " carries no body", "set method: POST");
        }
        if (trust.isPresent() && !options.verify()) {
            section.problem("verify", "with verify: false nobody asks whom to trust", "keep trust or verify: false");
        }
        dialledOnce(section, connectTo, options);
        return new Probe.Http(
                url,
                method,
                HeaderSettings.read(section),
                expect,
                section.has("follow") ? section.number("follow", 0, MOST_REDIRECTS) : Probe.Http.FOLLOW,
                connectTo,
                trust,
                options);
    }

    private static String method(String text) {
        if (!METHOD.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no method of HTTP, write one such as GET or POST");
        }
        return text;
    }

    private static HttpOptions options(Section section, HttpExpectation expect) {
        return new HttpOptions(
                section.optionalSecret("body"),
                section.optionalSection("auth").flatMap(HttpProbeSettings::auth),
                !section.has("verify") || section.flag("verify"),
                section.optionalSection("clientCertificate").flatMap(HttpProbeSettings::certificate),
                section.optionalParsed("proxy", HostAndPort::parse),
                section.optionalParsed("ipFamily", IpFamily::parse).orElse(IpFamily.ANY),
                version(section, expect.traits().contains(Trait.HTTP2)));
    }

    /// What must come by HTTP/2 has to be asked for in it.
    private static HttpVersion version(Section section, boolean expected) {
        var version = section.optionalParsed("httpVersion", HttpVersion::parse);
        if (expected && version.filter(HttpVersion.HTTP_1_1::equals).isPresent()) {
            section.problem("httpVersion", "nothing asked for in HTTP/1.1 comes by HTTP/2", "keep 1.1 or expect.http2");
        }
        return version.orElse(expected ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1);
    }

    private static Optional<Auth> auth(Section auth) {
        var basic = auth.optionalSection("basic")
                .<Auth>map(one -> new Auth.Basic(one.text("user"), one.secret("password")));
        var bearer = auth.optionalSecret("bearer").<Auth>map(Auth.Bearer::new);
        if (basic.isPresent() == bearer.isPresent()) {
            auth.problem("bearer", "one way to sign in is needed, and one only", "write basic or bearer");
        }
        return basic.or(() -> bearer);
    }

    private static Optional<ClientCertificate> certificate(Section section) {
        var certificate = section.optionalPath("certificate");
        var key = section.optionalPath("key");
        if (!section.has("certificate") || !section.has("key")) {
            section.problem(
                    section.has("certificate") ? "key" : "certificate",
                    "a client certificate needs its certificate and its key",
                    "name a PEM file for each, or one for both");
        }
        return certificate.flatMap(chain -> key.map(secret -> new ClientCertificate(chain, secret)));
    }

    /// Each of these says where to dial.
    private static void dialledOnce(Section section, Optional<HostAndPort> connectTo, HttpOptions options) {
        if (options.proxy().isPresent() && connectTo.isPresent()) {
            section.problem("connectTo", "both connectTo and proxy say where to dial", "keep one of the two");
        }
        if (options.proxy().isPresent() && options.ipFamily() != IpFamily.ANY) {
            section.problem("ipFamily", "behind a proxy its own address is dialled", "keep proxy or ipFamily");
        }
    }
}
