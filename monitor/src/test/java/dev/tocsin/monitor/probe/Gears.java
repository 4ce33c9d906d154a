package dev.tocsin.monitor.probe;

import java.net.InetAddress;
import java.util.List;

/// The gear of looks, with one part of it as a test wants it.
public final class Gears {

    private Gears() {}

    /// One on each TLS that we may have.
    public static List<Gear> onEachTls() {
        return List.of(Gear.ofSystem(), Gear.of(NameLookup.ofSystem(), Handshakes.ofJava()));
    }

    /// Finds `addresses` for every name.
    public static Gear resolving(InetAddress... addresses) {
        var names = new NameLookup(_ -> List.of(addresses), new ResolverCheck(List::of));
        return Gear.of(names, Handshakes.fastest());
    }
}
