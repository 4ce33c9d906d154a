package dev.tocsin.monitor.posture.live;

import java.net.InetAddress;
import java.util.Optional;

/// One address of a target, and the name by which it is asked there.
///
/// @param serverName what the handshake names; empty for a host that is an address
/// @param patience with its connections
record Endpoint(InetAddress address, int port, Optional<String> serverName, Patience patience) {

    String text() {
        var host = address.getHostAddress();
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
