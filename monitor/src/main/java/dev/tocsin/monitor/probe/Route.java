package dev.tocsin.monitor.probe;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Which addresses a walk may dial: those of its host that are of one `family`, or at the configured origin the one
/// that is `fixed`. Other origins have addresses of their own.
record Route(String family, Class<? extends InetAddress> kind, Optional<InetAddress> fixed) {

    static final Route ANY = new Route("IP", InetAddress.class, Optional.empty());
    static final Route IPV4 = new Route("IPv4", Inet4Address.class, Optional.empty());
    static final Route IPV6 = new Route("IPv6", Inet6Address.class, Optional.empty());

    static Route at(InetAddress address) {
        return new Route(ANY.family, ANY.kind, Optional.of(address));
    }

    /// Those of `addresses`, the ones of a host, that may be dialled.
    List<InetAddress> among(List<InetAddress> addresses) {
        return kind == InetAddress.class
                ? addresses
                : addresses.stream().filter(kind::isInstance).toList();
    }
}
