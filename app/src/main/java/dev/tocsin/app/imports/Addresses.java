package dev.tocsin.app.imports;

import dev.tocsin.monitor.Probe.HostAndPort;
import java.net.URI;

/// Tells addresses that our settings take from those they would refuse. What comes from the environment is not known
/// here, and is taken.
final class Addresses {

    private static final int MOST_PORT = 65_535;

    private Addresses() {}

    static boolean url(String text) {
        if (text.contains("${")) {
            return true;
        }
        try {
            var url = URI.create(text);
            return url.getHost() != null && url.getPort() != 0 && url.getPort() <= MOST_PORT;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    static boolean hostAndPort(String text) {
        if (text.contains("${")) {
            return true;
        }
        try {
            return HostAndPort.parse(text).port() > 0;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
