package dev.tocsin.app.imports;

import dev.tocsin.monitor.Probe.HostAndPort;
import java.net.URI;

/// Tells addresses that our settings take from those they would refuse. What comes from the environment is not known
/// here, and is taken.
final class Addresses {

    private Addresses() {}

    static boolean url(String text) {
        if (text.contains("${")) {
            return true;
        }
        try {
            return URI.create(text).getHost() != null;
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
