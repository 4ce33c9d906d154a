package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.posture.name.IpLiteral;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Where URLs are dialled. With `connectTo` the target's own name leads there, on the target's port; its other ports,
/// such as that of plain HTTP, are looked for on the same machine.
final class Places {

    private final WebUrl target;
    private final Optional<HostAndPort> connectTo;
    private final Patience patience;
    private final Names names;
    private final Map<String, List<InetAddress>> known = new ConcurrentHashMap<>();

    Places(WebUrl target, Optional<HostAndPort> connectTo, Patience patience, Names names) {
        this.target = target;
        this.connectTo = connectTo;
        this.patience = patience;
        this.names = names;
    }

    /// All addresses of `url`'s host, in the system's order; empty when the name does not resolve in time.
    List<Endpoint> all(WebUrl url) {
        var own = url.host().equals(target.host());
        var dialled = own ? connectTo.map(HostAndPort::bareHost).orElse(bare(url.host())) : bare(url.host());
        var port = own && url.port() == target.port()
                ? connectTo.map(HostAndPort::port).orElse(url.port())
                : url.port();
        var name = IpLiteral.parse(url.host()).isPresent() ? Optional.<String>empty() : Optional.of(url.host());
        return known.computeIfAbsent(dialled, this::resolve).stream()
                .map(address -> new Endpoint(address, port, name, patience))
                .toList();
    }

    private List<InetAddress> resolve(String host) {
        return names.addresses(host, patience.left());
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
