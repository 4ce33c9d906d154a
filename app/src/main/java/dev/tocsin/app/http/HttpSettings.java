package dev.tocsin.app.http;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.guard.AddressRange;
import java.net.URI;
import java.util.List;

/// Where we listen. Port 0 takes any free one. `url` is how the outside reaches us; when it is https, a
/// proxy in front speaks TLS and browsers are told to stay with it. What `trustedProxies` say of who asks
/// is believed.
public record HttpSettings(
        URI url, String bind, int port, String adminBind, int adminPort, List<AddressRange> trustedProxies) {
    private static final int HIGHEST_PORT = 65_535;

    public HttpSettings {
        trustedProxies = List.copyOf(trustedProxies);
        if (port < 0 || port > HIGHEST_PORT || adminPort < 0 || adminPort > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "ports go from 0 to " + HIGHEST_PORT + ", these are " + port + " and " + adminPort);
        }
    }

    /// Behind no proxy.
    public HttpSettings(URI url, String bind, int port, String adminBind, int adminPort) {
        this(url, bind, port, adminBind, adminPort, List.of());
    }

    /// Reads the mapping `http` of the settings: `bind`, `port`, `adminBind`, `adminPort`, `trustedProxies`.
    public static HttpSettings read(Section root, URI url) {
        var http = root.section("http");
        return new HttpSettings(
                url,
                http.text("bind"),
                http.number("port", 0, HIGHEST_PORT),
                http.text("adminBind"),
                http.number("adminPort", 0, HIGHEST_PORT),
                http.parsedList("trustedProxies", AddressRange::parse));
    }

    boolean https() {
        return "https".equalsIgnoreCase(url.getScheme());
    }
}
