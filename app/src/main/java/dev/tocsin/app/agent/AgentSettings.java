package dev.tocsin.app.agent;

import dev.tocsin.config.Secret;
import dev.tocsin.monitor.Location;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What an agent is told on its command line. `join` is the server's URL; `token` is asked anew each time, so that
/// it can be replaced without a restart, and throws an `UncheckedIOException` with a line for a person where there
/// is none; `ca` is a PEM file with the only anchors to be trusted for the server; `data` is the folder for what
/// must outlive the process.
public record AgentSettings(
        String location, URI join, Supplier<Secret> token, Optional<Path> ca, Path data, String version) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    public AgentSettings {
        location = Location.parseName(location);
        data = data.toAbsolutePath().normalize();
    }

    /// Reads the server's URL. Secrets travel there, so it is https, or never leaves the machine.
    /// @throws IllegalArgumentException naming the value and the cure
    public static URI joined(String text) {
        try {
            var url = new URI(text.strip());
            var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is no server, write its URL like https://status.example.com");
            }
            if (scheme.equals("http") && !LOOPBACK.matcher(url.getHost()).matches()) {
                throw new IllegalArgumentException("\"" + text
                        + "\" would send secrets in the clear, write https:// (http is for this machine alone)");
            }
            var path = url.getPath() == null ? "" : url.getPath();
            return new URI(scheme, null, url.getHost(), url.getPort(), path.replaceFirst("/*$", "/"), null, null);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no URL, write one like https://status.example.com", malformed);
        }
    }
}
