package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.HostAndPort;
import okhttp3.HttpUrl;

/// Where a hop dials: at the proxy, at the address that stands in for the configured origin, or where the URL points.
record Destination(String host, int port) {

    /// @param home whether `url` is of the configured origin: `connectTo` stands for that alone
    static Destination of(Probe.Http probe, HttpUrl url, boolean home) {
        var proxy = probe.options().proxy();
        if (proxy.isPresent()) {
            return of(proxy.get());
        }
        return home && probe.connectTo().isPresent()
                ? of(probe.connectTo().get())
                : new Destination(url.host(), url.port());
    }

    private static Destination of(HostAndPort address) {
        return new Destination(address.bareHost(), address.port());
    }

    /// The addresses that the host stands for. Blocks until `deadline` at most, where it is a name.
    NameLookup.Answer addresses(Reach reach, Deadline deadline, Progress progress) {
        return reach.addresses(host, deadline, progress);
    }
}
