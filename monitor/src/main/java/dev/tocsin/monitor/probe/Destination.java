package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.HostAndPort;
import java.util.List;
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
    NameLookup.Answer addresses(NameLookup names, Deadline deadline, Progress progress) {
        var literal = NameLookup.literal(host);
        if (literal.isPresent()) {
            return new NameLookup.Answer.Found(List.of(literal.get()));
        }
        progress.enter(Progress.Phase.RESOLVE);
        var answer = names.addresses(host, deadline, progress);
        progress.rest();
        return answer;
    }
}
