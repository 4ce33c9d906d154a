package dev.tocsin.monitor.guard;

import dev.tocsin.monitor.Probe;
import java.util.ArrayList;
import java.util.List;

/// A host that the definition of a monitor names to be dialled; `field` is its key in the settings.
public record NamedHost(String field, String host) {

    /// All hosts that looks of `probe` may dial, but for those that redirects lead to.
    public static List<NamedHost> of(Probe probe) {
        return switch (probe) {
            case Probe.Http http -> http(http);
            case Probe.Tcp tcp -> overSocket("tcp", tcp);
            case Probe.Tls tls -> overSocket("tls", tls);
            case Probe.Smtp smtp -> overSocket("smtp", smtp);
            case Probe.Imap imap -> overSocket("imap", imap);
            case Probe.WebSocket socket -> overSocket("websocket", socket);
            // Without a server our own resolvers are asked, as they are for every name.
            case Probe.Dns dns ->
                dns.server().stream()
                        .map(server -> new NamedHost("server", server.bareHost()))
                        .toList();
            case Probe.Icmp icmp -> List.of(new NamedHost("icmp", icmp.host()));
            case Probe.Domain domain ->
                domain.server().stream()
                        .map(server -> new NamedHost("server", server.getHost()))
                        .toList();
            case Probe.Posture posture -> posture(posture);
            // It is called, and dials nobody.
            case Probe.Heartbeat _ -> List.of();
            case Probe.Grpc grpc -> List.of(new NamedHost("grpc", grpc.address().bareHost()));
        };
    }

    private static List<NamedHost> http(Probe.Http http) {
        var hosts = new ArrayList<NamedHost>();
        hosts.add(new NamedHost("http", http.url().getHost()));
        http.connectTo().ifPresent(address -> hosts.add(new NamedHost("connectTo", address.bareHost())));
        http.options().proxy().ifPresent(address -> hosts.add(new NamedHost("proxy", address.bareHost())));
        return List.copyOf(hosts);
    }

    private static List<NamedHost> posture(Probe.Posture posture) {
        var hosts = new ArrayList<NamedHost>();
        hosts.add(new NamedHost("posture", bare(posture.url().host())));
        posture.connectTo().ifPresent(address -> hosts.add(new NamedHost("connectTo", address.bareHost())));
        return List.copyOf(hosts);
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static List<NamedHost> overSocket(String kind, Probe.OverSocket probe) {
        var endpoint = probe.endpoint();
        var hosts = new ArrayList<NamedHost>();
        hosts.add(new NamedHost(kind, endpoint.address().bareHost()));
        endpoint.connectTo().ifPresent(address -> hosts.add(new NamedHost("connectTo", address.bareHost())));
        return List.copyOf(hosts);
    }
}
