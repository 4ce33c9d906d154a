package dev.tocsin.monitor.probe;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which addresses a walk may dial: those of its host that are of one `family`, or at the configured origin the one
/// that is `fixed`. Other origins have addresses of their own. `again` when the first address had its chance before.
record Route(String family, Class<? extends InetAddress> kind, Optional<InetAddress> fixed, boolean again) {

    static final Route ANY = new Route("IP", InetAddress.class, Optional.empty(), false);
    static final Route IPV4 = new Route("IPv4", Inet4Address.class, Optional.empty(), false);
    static final Route IPV6 = new Route("IPv6", Inet6Address.class, Optional.empty(), false);

    static Route at(InetAddress address) {
        return new Route(ANY.family, ANY.kind, Optional.of(address), false);
    }

    /// The same, with the first address of a host behind the others.
    Route anew() {
        return new Route(family, kind, fixed, true);
    }

    /// Those of `addresses`, the ones of a host, that may be dialled, in the order in which to try them.
    List<InetAddress> among(List<InetAddress> addresses) {
        var allowed = kind == InetAddress.class
                ? addresses
                : addresses.stream().filter(kind::isInstance).toList();
        return again && allowed.size() > 1
                ? Stream.concat(allowed.stream().skip(1), Stream.of(allowed.getFirst()))
                        .toList()
                : allowed;
    }
}
