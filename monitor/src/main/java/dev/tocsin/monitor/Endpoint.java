package dev.tocsin.monitor;

import dev.tocsin.monitor.Probe.HostAndPort;
import java.nio.file.Path;
import java.util.Optional;

/// The far end of a connection. `connectTo` dials another address and keeps the name; `serverName` is the name for SNI
/// and in the certificate where it differs from the host; `trust` is a PEM file of the only anchors to be trusted.
public record Endpoint(
        HostAndPort address, Optional<HostAndPort> connectTo, Optional<String> serverName, Optional<Path> trust) {

    /// What `address` says and nothing else.
    public static Endpoint of(HostAndPort address) {
        return new Endpoint(address, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Where to dial.
    public HostAndPort dialled() {
        return connectTo.orElse(address);
    }

    /// The name that the certificate must be for.
    public String name() {
        return serverName.orElseGet(address::bareHost);
    }
}
