package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.guard.Guard;

/// What the looks of one process share: how they reach addresses, whom we trust, where TLS comes from, and who makes
/// fresh clients and dials, and what we show of ourselves. Nothing in it remembers a target from look to look, but for
/// the judgement of a chain of certificates.
public record Gear(
        Reach reach, Anchors anchors, Handshakes handshakes, FreshClients clients, ClientCertificates certificates) {

    /// Resolves as every other program on this machine does, and takes the fastest TLS there is. Loads native
    /// libraries.
    public static Gear ofSystem() {
        return of(NameLookup.ofSystem(), Handshakes.fastest());
    }

    static Gear of(NameLookup names, Handshakes handshakes) {
        return new Gear(
                new Reach(names, Guard.OPEN),
                new Anchors(),
                handshakes,
                new FreshClients(handshakes),
                new ClientCertificates());
    }

    /// The same gear for looks that may dial only what `guard` lets them.
    public Gear guardedBy(Guard guard) {
        return new Gear(reach.guardedBy(guard), anchors, handshakes, clients, certificates);
    }
}
