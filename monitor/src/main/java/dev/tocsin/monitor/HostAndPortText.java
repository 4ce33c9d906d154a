package dev.tocsin.monitor;

import dev.tocsin.monitor.Probe.HostAndPort;
import java.util.regex.Pattern;

/// Reads a host and a port as people write them.
final class HostAndPortText {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s/@\\[\\]]+):(\\d{1,5})");

    private HostAndPortText() {}

    static HostAndPort parse(String text) {
        var matcher = FORM.matcher(text.strip());
        var port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("\"" + text + "\" is no address, write HOST:PORT");
        }
        return new HostAndPort(matcher.group(1), port);
    }

    static HostAndPort parse(String text, int usualPort) {
        var host = text.strip();
        if (host.indexOf(':') != host.lastIndexOf(':') && !host.startsWith("[")) {
            host = "[" + host + "]";
        }
        var bare = host.indexOf(':') < 0 || host.endsWith("]");
        return parse(bare ? host + ":" + usualPort : host);
    }
}
