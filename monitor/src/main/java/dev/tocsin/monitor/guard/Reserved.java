package dev.tocsin.monitor.guard;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Addresses that are not out in the internet, by IANA's registries of special-purpose addresses (RFC 6890), and the
/// IPv6 addresses that stand for an IPv4 address of that kind. Pure.
final class Reserved {
    private static final int IPV4 = 4;

    private record Kind(AddressRange range, String words) {

        static Kind of(String range, String words) {
            return new Kind(AddressRange.parse(range), words + " (" + range + ")");
        }
    }

    /// The narrower ranges stand before the wider ones around them.
    private static final List<Kind> KINDS = List.of(
            Kind.of("0.0.0.0/8", "an unspecified address"),
            Kind.of("10.0.0.0/8", "a private address"),
            Kind.of("100.64.0.0/10", "an address behind a carrier's NAT"),
            Kind.of("127.0.0.0/8", "a loopback address"),
            Kind.of("169.254.0.0/16", "a link-local address"),
            Kind.of("172.16.0.0/12", "a private address"),
            Kind.of("192.0.0.0/24", "a reserved address"),
            Kind.of("192.0.2.0/24", "an address for documentation"),
            Kind.of("192.88.99.0/24", "a reserved address"),
            Kind.of("192.168.0.0/16", "a private address"),
            Kind.of("198.18.0.0/15", "an address for benchmarks"),
            Kind.of("198.51.100.0/24", "an address for documentation"),
            Kind.of("203.0.113.0/24", "an address for documentation"),
            Kind.of("224.0.0.0/4", "a multicast address"),
            Kind.of("255.255.255.255", "the broadcast address"),
            Kind.of("240.0.0.0/4", "a reserved address"),
            Kind.of("::", "an unspecified address"),
            Kind.of("::1", "a loopback address"),
            Kind.of("fc00::/7", "a private address"),
            Kind.of("fe80::/10", "a link-local address"),
            Kind.of("fec0::/10", "a private address"),
            Kind.of("ff00::/8", "a multicast address"),
            // Teredo, ORCHID, benchmarks and anycast of protocols.
            Kind.of("2001::/23", "a reserved address"),
            Kind.of("2001:db8::/32", "an address for documentation"),
            Kind.of("3fff::/20", "an address for documentation"));

    private static final AddressRange GLOBAL_UNICAST = AddressRange.parse("2000::/3");
    private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");
    private static final AddressRange SIX_TO_FOUR = AddressRange.parse("2002::/16");
    private static final AddressRange COMPATIBLE = AddressRange.parse("::/96");
    private static final AddressRange MAPPED = new AddressRange(mappedZero(), 96);

    private Reserved() {}

    /// What kind of address `address` is, with its range; empty for one that is out in the internet.
    static Optional<String> why(InetAddress address) {
        return KINDS.stream()
                .filter(one -> one.range().contains(address))
                .map(Kind::words)
                .findFirst()
                .or(() -> inner(address).flatMap(Reserved::why).map(words -> words + " within IPv6"))
                .or(() -> isOutside(address) ? Optional.empty() : Optional.of("a reserved address (none of 2000::/3)"));
    }

    private static boolean isOutside(InetAddress address) {
        return address instanceof Inet4Address
                || GLOBAL_UNICAST.contains(address)
                || NAT64.contains(address)
                || MAPPED.contains(address);
    }

    /// The IPv4 address that is wrapped in an IPv6 one: mapped or compatible (RFC 4291, 2.5.5), NAT64 (RFC 6052), 6to4
    /// (RFC 3056), ISATAP (RFC 5214). Java takes mapped ones for IPv4 wherever it makes the address itself.
    static Optional<InetAddress> inner(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length == IPV4) {
            return Optional.empty();
        }
        if (SIX_TO_FOUR.contains(address)) {
            return Optional.of(ipv4(bytes, 2));
        }
        var wrapped = NAT64.contains(address)
                || MAPPED.contains(address)
                || isIsatap(bytes)
                || (COMPATIBLE.contains(address) && !Arrays.equals(bytes, 12, 15, new byte[3], 0, 3));
        return wrapped ? Optional.of(ipv4(bytes, 12)) : Optional.empty();
    }

    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
    }

    private static InetAddress ipv4(byte[] bytes, int from) {
        try {
            return Inet4Address.getByAddress(Arrays.copyOfRange(bytes, from, from + IPV4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static InetAddress mappedZero() {
        try {
            var bytes = new byte[16];
            bytes[10] = (byte) 0xff;
            bytes[11] = (byte) 0xff;
            return Inet6Address.getByAddress(null, bytes, -1);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
