package dev.tocsin.app.http;

import dev.tocsin.config.Section;
import java.net.URI;

/// Where we listen. Port 0 takes any free one. `url` is how the outside reaches us; when it is https, a proxy in front
/// speaks TLS and browsers are told to stay with it.
public record HttpSettings(URI url, String bind, int port, String adminBind, int adminPort) {
    private static final int HIGHEST_PORT = 65_535;

    public HttpSettings {
        if (port < 0 || port > HIGHEST_PORT || adminPort < 0 || adminPort > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "ports go from 0 to " + HIGHEST_PORT + ", these are " + port + " and " + adminPort);
        }
    }

    /// Reads the mapping `http` of the settings: `bind`, `port`, `adminBind`, `adminPort`.
    public static HttpSettings read(Section root, URI url) {
        var http = root.section("http");
        return new HttpSettings(
                url,
                http.text("bind"),
                http.number("port", 0, HIGHEST_PORT),
                http.text("adminBind"),
                http.number("adminPort", 0, HIGHEST_PORT));
    }

    boolean https() {
        return "https".equalsIgnoreCase(url.getScheme());
    }
}
